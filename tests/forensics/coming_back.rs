//! What readers do with a letter after it was sent, and what the desk sends them.

use std::path::Path;

use unsaid::domain::VaultKey;
use unsaid::pages::parts::HONEYPOT_FIELD;

use crate::common::eventually;
use crate::common::pages::{count, vault_pages_by};
use crate::course::{Letter, shows};
use crate::desk::save;
use crate::marks::Marks;
use crate::people::{Answer, Columnist, Reader};
use crate::receipts::Mailbox;

/// The vault's pages as they lie there at this moment, decrypted.
pub struct Pages<'a> {
    pub key: &'a VaultKey,
    pub data: &'a Path,
}

impl Pages<'_> {
    /// How many of these marks are in them.
    fn hold(&self, marks: &[String]) -> usize {
        let pages = vault_pages_by(self.key, self.data);
        marks.iter().filter(|mark| count(&pages, mark) > 0).count()
    }
}

/// Behind a locked desk: one letter is added to, one is closed, one is taken back with what was added to it. Gives
/// the mark of what was added to the last of the letters.
pub async fn while_sealed(
    reader: &Reader,
    marks: &mut Marks,
    letters: &[Letter],
    taken_back: Letter,
) -> String {
    let last = letters.last().unwrap();
    let receipts = [last.receipt.as_str(), &taken_back.receipt];
    let opened = reader.open_mailboxes(&receipts).await.unwrap();
    assert!(opened[0].question[0].contains(&last.found_by), "her own copy: {:?}", opened[0]);
    refused_follow_ups(reader, marks, last, &opened[0]).await;
    let follow_up = marks.vault_one("follow-up");
    done(&reader.follow_up(&last.receipt, &opened[0].token, &follow_up).await.unwrap());
    done(&reader.choose(&letters[0].receipt, "private").await.unwrap());
    done(&reader.choose(&letters[0].receipt, "print").await.unwrap());

    let late = marks.absent_one("follow-up of a letter that was taken back");
    done(&reader.follow_up(&taken_back.receipt, &opened[1].token, &late).await.unwrap());
    done(&reader.withdraw(&taken_back.receipt).await.unwrap());
    marks.taken_back(&taken_back.marks);
    assert!(reader.mailbox(&taken_back.receipt).await.is_taken_back());
    follow_up
}

/// One has her own words in it, one is asked to wait and never sent on.
async fn refused_follow_ups(reader: &Reader, marks: &mut Marks, letter: &Letter, open: &Mailbox) {
    let own = format!("{} {}", marks.absent_one("follow-up with the words"), letter.receipt);
    let refused = reader.follow_up(&letter.receipt, &open.token, &own).await.unwrap();
    assert_eq!(refused.status, 422, "{}", refused.body);
    let waits = marks.absent_one("follow-up that waits");
    let fields = [
        ("code", letter.receipt.as_str()),
        ("form", &open.token),
        ("followup", &waits),
        (HONEYPOT_FIELD, "x"),
    ];
    let waiting = reader.post("/receipt/follow-up", &fields).await.unwrap();
    assert_eq!(waiting.status, 429, "{}", waiting.body);
}

/// A letter is turned into one whose asker wants to see the text first; she wants it changed, then says yes.
pub async fn to_an_open_desk(
    reader: &Reader,
    columnist: &Columnist,
    marks: &mut Marks,
    letter: &Letter,
) {
    done(&reader.choose(&letter.receipt, "proof").await.unwrap());
    let path = columnist.find(&letter.found_by).await;
    shows(columnist, &path, "data-consent=\"proof\"").await;
    converse(reader, columnist, marks, letter, &path).await;
}

/// Everything that both sides can write about a letter.
async fn converse(
    reader: &Reader,
    columnist: &Columnist,
    marks: &mut Marks,
    letter: &Letter,
    path: &str,
) {
    let opened = reader.open_mailboxes(&[letter.receipt.as_str()]).await.unwrap().remove(0);
    let follow_up = marks.vault_one("follow-up");
    done(&reader.follow_up(&letter.receipt, &opened.token, &follow_up).await.unwrap());
    shows(columnist, path, &follow_up).await;
    let post = columnist.act(&format!("{path}/draft"), &[]).await;
    // Both rounds are of one sitting, whose last text alone is kept.
    let [title, answer] = ["title", "answer"].map(|what| marks.vault_one(what));
    for (revision, button) in [("1", "changes"), ("2", "approve")] {
        let printed = marks.vault_one("text for approval");
        save(columnist, &format!("{post}/proof"), revision, [&title, &printed, &answer], "").await;
        let mailbox = reader.mailbox(&letter.receipt).await;
        assert_eq!(mailbox.proofs.last(), Some(&printed), "{mailbox:?}");
        let said = marks.vault_one("answer to a text");
        let number = mailbox.open_proof.unwrap();
        done(&reader.answer(&letter.receipt, number, button, &said).await.unwrap());
        assert_eq!(reader.mailbox(&letter.receipt).await.answers.last(), Some(&said));
        let head = if button == "approve" { "The asker approved" } else { said.as_str() };
        shows(columnist, path, head).await;
    }
}

/// Asks for a post to be taken down.
pub async fn ask_to_take_down(reader: &Reader, published: &Letter) {
    done(&reader.withdraw(&published.receipt).await.unwrap());
    let mailbox = reader.mailbox(&published.receipt).await;
    assert!(!mailbox.is_taken_back() && !mailbox.question.is_empty(), "{mailbox:?}");
}

/// Takes a letter back after all that can be written about it was. It is out of the vault's pages when this returns.
pub async fn take_back(
    reader: &Reader,
    columnist: &Columnist,
    marks: &mut Marks,
    letter: Letter,
    pages: &Pages<'_>,
) {
    let from = marks.in_vault.len();
    let path = columnist.find(&letter.found_by).await;
    let (note, tag, reply) =
        (marks.vault_one("note"), marks.vault_one("private tag"), marks.vault_one("reply"));
    columnist.act(&format!("{path}/notes"), &[("note", &note)]).await;
    columnist.act(&format!("{path}/tags"), &[("tags", &format!("#{tag}"))]).await;
    columnist.act(&format!("{path}/reply"), &[("reply", &reply)]).await;
    converse(reader, columnist, marks, &letter, &path).await;
    let all = [&letter.marks[..], &marks.in_vault[from..]].concat();
    assert_eq!(pages.hold(&all), all.len(), "they were there to be found");
    done(&reader.withdraw(&letter.receipt).await.unwrap());
    eventually("a vault without the letter that was taken back", || async {
        (pages.hold(&all) == 0).then_some(())
    })
    .await;
    assert_eq!(columnist.get(&path).await.unwrap().status, 404);
    assert!(reader.mailbox(&letter.receipt).await.is_taken_back());
    marks.taken_back(&all);
}

fn done(answer: &Answer) {
    assert_eq!(answer.status, 200, "{}", answer.body);
}
