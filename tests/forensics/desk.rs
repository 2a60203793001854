//! What the columnist writes in the course: every text of hers bears a mark too.

use crate::marks::Marks;
use crate::people::{Columnist, between};

/// Brings the `i`th letter to one of the places that letters come to.
pub async fn sort(columnist: &Columnist, marks: &mut Marks, i: usize, letter: &str) {
    match i {
        0 => publish(columnist, marks, letter).await,
        3 | 6 | 9 | 4 => draft(columnist, marks, letter).await,
        1 | 2 | 5 | 8 | 11 => {
            let reply = marks.vault_one("reply");
            columnist
                .act(&format!("{letter}/reply"), &[("reply", &format!("Dear you, {reply}."))])
                .await;
        }
        7 | 10 => drop(columnist.act(&format!("{letter}/status"), &[("status", "declined")]).await),
        12 => drop(columnist.act(&format!("{letter}/status"), &[("status", "spam")]).await),
        13..=15 => drop(columnist.act(&format!("{letter}/status"), &[("status", "kept")]).await),
        _ => {}
    }
    if i.is_multiple_of(2) {
        let (note, tag) = (marks.vault_one("note"), marks.vault_one("private tag"));
        columnist.act(&format!("{letter}/notes"), &[("note", &note)]).await;
        columnist.act(&format!("{letter}/tags"), &[("tags", &format!("#{tag}, trust"))]).await;
    }
}

/// Writes a post and leaves it a draft that was saved twice in one sitting: the first texts give way to the second.
async fn draft(columnist: &Columnist, marks: &mut Marks, letter: &str) {
    let post = columnist.act(&format!("{letter}/draft"), &[]).await;
    let of = ["title", "printed draft", "answer"];
    let (first, second) =
        (of.map(|text| marks.secret_one(text)), of.map(|text| marks.vault_one(text)));
    for (revision, texts) in [("1", first), ("2", second)] {
        save(columnist, &post, revision, texts.each_ref().map(String::as_str), "").await;
    }
}

/// Publishes a post whose every text differs from the letter, then goes on writing without publishing.
async fn publish(columnist: &Columnist, marks: &mut Marks, letter: &str) {
    let post = columnist.act(&format!("{letter}/draft"), &[]).await;
    let texts = [marks.public_one(), marks.public_one(), marks.public_one()];
    let private = marks.vault_one("private tag of a post");
    let [title, printed, answer] = &texts;
    let fields = [
        ("revision", "1"),
        ("title", title.as_str()),
        ("printed", printed),
        ("answer", answer),
        ("tags", &format!("{}, #{private}", marks.public_one())),
    ];
    columnist.act(&format!("{post}/publication"), &fields).await;
    let later = [
        marks.vault_one("later title"),
        marks.vault_one("later print"),
        marks.vault_one("later answer"),
    ];
    save(columnist, &post, "2", [&later[0], &later[1], &later[2]], "trust").await;
}

pub async fn save(columnist: &Columnist, post: &str, revision: &str, texts: [&str; 3], tags: &str) {
    let [title, printed, answer] = texts;
    let fields = [
        ("revision", revision),
        ("title", title),
        ("printed", printed),
        ("answer", answer),
        ("tags", tags),
    ];
    columnist.act(post, &fields).await;
}

/// Enters a letter that came on paper, with a receipt, and answers it.
pub async fn enter_by_hand(columnist: &Columnist, marks: &mut Marks) {
    let (text, found_by, _) = marks.letter();
    let fields = [("question", text.as_str()), ("consent", "private"), ("with_receipt", "yes")];
    let entered = columnist.post("/desk/questions/new", &fields).await.unwrap();
    let receipt =
        between(&entered.body, "id=\"receipt\"", "</").unwrap().split_once('>').unwrap().1;
    marks.receipt(receipt);
    let reply = marks.vault_one("reply");
    let letter = columnist.find(&found_by).await;
    columnist.act(&format!("{letter}/reply"), &[("reply", &reply)]).await;
}
