use super::*;
use crate::domain::{Moment, Zone};

const POST: PostId = PostId(1);

/// A plain vault with these letters; the first one stands behind the post.
fn vault(letters: &[&str]) -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(sqlite::schema("vault.db").0).unwrap();
    conn.execute_batch(
        "insert into post (id, public_id, revision, title, content, edited)
         values (1, randomblob(16), 1, '', '{}', 1)",
    )
    .unwrap();
    for (i, letter) in letters.iter().enumerate() {
        conn.execute(
            "insert into question (id, envelope, original, first_line, consent, status)
             values (:id, randomblob(16), :letter, '', 'print', 'new')",
            named_params! { ":id": i + 1, ":letter": letter },
        )
        .unwrap();
    }
    conn.execute_batch("insert into post_question (post, question) values (1, 1)").unwrap();
    conn
}

fn words(conn: &Connection, text: &str) -> Vec<String> {
    let marked = of_text(conn, POST, text).unwrap();
    marked.standing.iter().map(|mark| mark.kept(text).text).collect()
}

#[test]
fn a_word_is_rare_unless_another_letter_has_it() {
    let text = "Our zorbing and our frobnication, gwelfing: it helps.";
    let own = vault(&[text]);
    assert_eq!(words(&own, text), ["zorbing", "frobnication", "gwelfing"]);
    let shared = vault(&[text, "We love ZORBING.", "gwelfing or so"]);
    assert_eq!(words(&shared, text), ["frobnication"]);
}

#[test]
fn what_was_kept_does_not_come_back_until_it_is_raised() {
    let (conn, text) = (vault(&["I"]), "I am 34. Really: I am 34.");
    let act = Act { by: "Mara".into(), now: Moment(0), zone: Zone::default() };
    assert_eq!(words(&conn, text).len(), 2);
    let mark = of_text(&conn, POST, text).unwrap().standing[0].kept(text);
    for _ in 0..2 {
        keep(&conn, POST, mark.clone(), true, &act).unwrap();
    }
    assert_eq!(words(&conn, text), Vec::<String>::new());
    assert_eq!(words(&conn, "I am 35."), ["35"]);
    assert_eq!(of_text(&conn, POST, text).unwrap().kept, std::slice::from_ref(&mark));
    keep(&conn, POST, mark, false, &act).unwrap();
    assert_eq!(words(&conn, text).len(), 2);
    let steps: i64 = conn.query_row("select count(*) from history", [], |row| row.get(0)).unwrap();
    assert_eq!(steps, 2);
}
