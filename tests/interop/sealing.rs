//! Letters, messages, states and own copies, both ways.

use serde_json::json;
use unsaid::domain::{
    AskerProof, BUCKETS, ColumnId, Consent, Day, EnvelopeId, Letter, MailboxId, MailboxState,
    Message, OwnCopy, PublicId, SealedState,
};
use unsaid::seal::{
    self, ColumnSecret, OpenError, ReceiptKeys, draw_receipt, open_letter, open_state,
    seal_message, seal_state,
};

use crate::page::{COLUMN, ID, SALT, Scene, hex};

/// Texts that JSON could be spelt differently for.
const TEXTS: [&str; 5] = [
    "Should I tell her?",
    "a\n\t\r\"\\/\u{1}\u{7f}\u{2028}\u{fffd}",
    "ж 👩‍👩‍👧 \u{10ffff}",
    "",
    "</script>",
];

#[test]
fn the_desk_opens_every_kind_of_letter_that_the_page_seals() {
    let mut scene = Scene::set();
    let (mailbox, auth) = (scene.mailbox, scene.keys.auth().key());
    for text in TEXTS {
        for consent in Consent::ALL {
            let sealed = scene.letter("question", &json!({ "text": text, "consent": consent }));
            assert_eq!(scene.open(&sealed), scene.question(text, consent));
            let sealed =
                scene.letter("consent_change", &json!({ "consent": consent, "number": 7 }));
            assert_eq!(
                scene.open(&sealed),
                Letter::ConsentChange { mailbox, auth, consent, number: 7 }
            );
        }
        let sealed = scene.letter("follow_up", &json!({ "text": text }));
        assert_eq!(scene.open(&sealed), Letter::FollowUp { mailbox, auth, text: text.to_owned() });
        let (number, approved, words) = (u32::MAX, text.is_empty(), text.to_owned());
        let said = json!({ "number": number, "approved": approved, "words": words });
        let sealed = scene.letter("proof_answer", &said);
        assert_eq!(
            scene.open(&sealed),
            Letter::ProofAnswer { mailbox, auth, number, approved, words }
        );
    }
    for (place, text) in TEXTS.into_iter().enumerate() {
        let (post, proves) = (PublicId([5; 16]), place % 2 == 1);
        let parent = proves.then_some(u32::MAX);
        let (name, text) = (text.to_owned(), text.to_owned());
        let sealed = scene.letter(
            "comment",
            &json!({ "post": post, "parent": parent, "name": name, "text": text, "proves": proves }),
        );
        let asker = proves.then_some(AskerProof { mailbox, auth });
        let reader = scene.reader.public();
        assert_eq!(
            scene.open(&sealed),
            Letter::Comment { post, parent, name, text, mailbox, auth, reader, asker }
        );
    }
    let sealed = scene.letter("withdrawal", &json!({}));
    assert_eq!(scene.open(&sealed), Letter::Withdrawal { mailbox, auth });
}

#[test]
fn the_page_fills_every_bucket_to_the_byte_that_the_desk_does() {
    let mut scene = Scene::set();
    let column = scene.column.public_half();
    for bucket in BUCKETS {
        let bare = serde_json::to_string(&scene.question("", Consent::Print)).unwrap().len() + 4;
        for over in [0, 1] {
            let text = "x".repeat(bucket - bare + over);
            let letter = scene.question(&text, Consent::Print);
            let said = json!({ "text": text, "consent": "print" });
            let Ok(expected) = seal::seal_letter(&COLUMN, &column, &ID, &letter) else {
                let request = json!({ "do": "seal_letter", "id": ID.to_string(), "kind": "question", "said": said });
                assert_eq!(scene.page.ask(&request), Err("TooLarge".to_owned()));
                continue;
            };
            let sealed = scene.letter("question", &said);
            assert_eq!(sealed.as_bytes().len(), expected.as_bytes().len());
            assert_eq!(scene.open(&sealed), letter);
        }
    }
}

#[test]
fn a_letter_that_the_page_sealed_opens_in_its_own_row_column_and_key_only() {
    let mut scene = Scene::set();
    let sealed = scene.letter("follow_up", &json!({ "text": "?" }));
    let open =
        |column: &ColumnId, secret: &ColumnSecret, id| open_letter(column, secret, id, &sealed);
    let other = EnvelopeId([1; 16]);
    assert!(open(&COLUMN, &scene.column, &ID).is_ok());
    assert_eq!(open(&COLUMN, &scene.column, &other), Err(OpenError::Decrypt));
    assert_eq!(open(&ColumnId([1; 16]), &scene.column, &ID), Err(OpenError::Decrypt));
    assert_eq!(open(&COLUMN, &ColumnSecret::generate(), &ID), Err(OpenError::WrongKey));
}

#[test]
fn the_page_opens_messages_in_their_own_mailbox_under_their_own_number_only() {
    let mut scene = Scene::set();
    let reader = scene.reader.public();
    let messages = TEXTS.into_iter().flat_map(|text| {
        let text = text.to_owned();
        [Message::Reply { text: text.clone() }, Message::Proof { text, until: Day(20_793) }]
    });
    for message in messages.chain([Message::Reply { text: "x".repeat(60_000) }]) {
        let sealed = seal_message(&COLUMN, &reader, &scene.mailbox, 3, &message).unwrap();
        let open = |number, bytes: &[u8]| json!({ "do": "open_message", "number": number, "sealed": hex(bytes) });
        let opened = scene.page.ask(&open(3, sealed.as_bytes())).unwrap();
        assert_eq!(opened, serde_json::to_value(&message).unwrap());
        for wrong in [0, 2, 4] {
            assert_eq!(scene.page.ask(&open(wrong, sealed.as_bytes())), Err("Decrypt".to_owned()));
        }
        let elsewhere = seal_message(&COLUMN, &reader, &MailboxId([1; 32]), 3, &message).unwrap();
        assert_eq!(scene.page.ask(&open(3, elsewhere.as_bytes())), Err("Decrypt".to_owned()));
        let other = ReceiptKeys::derive(&SALT, &draw_receipt()).reader().public();
        let elsewhere = seal_message(&COLUMN, &other, &scene.mailbox, 3, &message).unwrap();
        assert_eq!(scene.page.ask(&open(3, elsewhere.as_bytes())), Err("WrongKey".to_owned()));
    }
}

#[test]
fn states_are_opened_by_the_side_that_did_not_seal_them() {
    let mut scene = Scene::set();
    for state in [
        MailboxState::Waiting,
        MailboxState::Read,
        MailboxState::Answered,
        MailboxState::Published { slug: "on-jealousy".to_owned() },
        MailboxState::Declined,
        MailboxState::Withdrawn,
        MailboxState::Destroyed { day: Day(20_779) },
    ] {
        let value = serde_json::to_value(&state).unwrap();
        let sealed = seal_state(&COLUMN, &scene.reader.public(), &scene.mailbox, &state).unwrap();
        let request = json!({ "do": "open_state", "sealed": hex(sealed.as_bytes()) });
        assert_eq!(scene.page.ask(&request).unwrap(), value);

        let sealed = scene.page.bytes(&json!({ "do": "seal_state", "state": value }));
        let sealed = SealedState::parse(sealed).unwrap();
        let open = |mailbox: &MailboxId| open_state(&COLUMN, &scene.reader, mailbox, &sealed);
        assert_eq!(open(&scene.mailbox), Ok(state));
        assert_eq!(open(&MailboxId([1; 32])), Err(OpenError::Decrypt));
    }
}

#[test]
fn own_copies_are_opened_by_the_side_that_did_not_seal_them() {
    let mut scene = Scene::set();
    let (mailbox, copies) = (scene.mailbox, TEXTS.into_iter().flat_map(own_copies));
    for copy in copies.chain(own_copies(&"x".repeat(60_000))) {
        let value = serde_json::to_value(&copy).unwrap();
        let sealed = scene.copy.seal(&mailbox, 5, &copy).unwrap();
        let open = |number, bytes: &[u8]| json!({ "do": "open_own", "number": number, "sealed": hex(bytes) });
        assert_eq!(scene.page.ask(&open(5, &sealed)).unwrap(), value);
        assert_eq!(scene.page.ask(&open(6, &sealed)), Err("Decrypt".to_owned()));
        let elsewhere = scene.copy.seal(&MailboxId([1; 32]), 5, &copy).unwrap();
        assert_eq!(scene.page.ask(&open(5, &elsewhere)), Err("Decrypt".to_owned()));

        let sealed = scene.page.bytes(&json!({ "do": "seal_own", "number": 5, "copy": value }));
        assert_eq!(scene.copy.open(&mailbox, 5, &sealed), Ok(copy));
        assert_eq!(scene.copy.open(&mailbox, 6, &sealed), Err(OpenError::Decrypt));
        assert_eq!(scene.copy.open(&MailboxId([1; 32]), 5, &sealed), Err(OpenError::Decrypt));
    }
}

fn own_copies(text: &str) -> [OwnCopy; 5] {
    let text = || text.to_owned();
    [
        OwnCopy::Question { text: text(), consent: Consent::Proof, changes: u32::MAX },
        OwnCopy::Comment { slug: "a".into(), title: "A".into(), name: String::new(), text: text() },
        OwnCopy::FollowUp { text: text(), after: u32::MAX },
        OwnCopy::ProofAnswer { number: 1, approved: true, words: text() },
        OwnCopy::TakeDown { after: 2, changes: 0 },
    ]
}
