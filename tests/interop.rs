//! What the page seals the server opens, and what the server seals the page opens: the scripts of `assets/js` run
//! in Node beside the real `seal`.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use unsaid::domain::{
    AuthHash, BUCKETS, ColumnId, ColumnSalt, Consent, Day, Envelope, EnvelopeId, InvalidReceipt, Letter, MailboxId,
    MailboxState, Message, OwnCopy, Receipt, SealedState, clean_text,
};
use unsaid::seal::{
    self, ColumnSecret, CopyKey, OpenError, ReaderSecret, ReceiptKeys, draw_receipt, open_letter, open_state,
    seal_message, seal_state,
};

const COLUMN: ColumnId = ColumnId([7; 16]);
const SALT: ColumnSalt = ColumnSalt([8; 32]);
const ID: EnvelopeId = EnvelopeId([9; 16]);

/// The page's scripts in a process of their own.
struct Page {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// A column, a receipt, and a page that has both.
struct Scene {
    page: Page,
    column: ColumnSecret,
    keys: ReceiptKeys,
    reader: ReaderSecret,
    mailbox: MailboxId,
    copy: CopyKey,
}

impl Page {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/js/interop.mjs");
        let mut child = Command::new("node")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is there (apt-get install nodejs)");
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output }
    }

    fn ask(&mut self, request: &Value) -> Result<Value, String> {
        writeln!(self.input, "{request}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        let mut answer: Value = serde_json::from_str(&line).unwrap();
        match answer.get("err") {
            Some(why) => Err(why.as_str().unwrap().to_owned()),
            None => Ok(answer["ok"].take()),
        }
    }

    /// Asks for sealed bytes.
    fn bytes(&mut self, request: &Value) -> Vec<u8> {
        let answer = self.ask(request).unwrap();
        let digits = answer.as_str().unwrap().as_bytes().chunks_exact(2);
        digits.map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap()).collect()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // It may be gone already, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Scene {
    fn set() -> Self {
        let (mut page, column, receipt) = (Page::start(), ColumnSecret::generate(), draw_receipt());
        let keys = ReceiptKeys::derive(&SALT, &receipt);
        let (reader, mailbox) = (keys.reader(), keys.lookup().mailbox());
        let begin = json!({
            "do": "begin", "id": COLUMN.to_string(), "salt": SALT.to_string(),
            "key": hex(&column.public_half().public), "words": receipt.to_string().to_uppercase(),
        });
        let derived = page.ask(&begin).unwrap();
        for (name, expected) in [
            ("lookup", keys.lookup().as_text().to_string()),
            ("mailbox", mailbox.to_string()),
            ("auth", keys.auth().as_text().to_string()),
            ("authHash", keys.auth().hash().to_string()),
            ("envelopeId", keys.envelope_id().to_string()),
            ("reader", reader.public().to_string()),
        ] {
            assert_eq!(derived[name], expected, "{name}");
        }
        let copy = keys.copy();
        Self { page, column, keys, reader, mailbox, copy }
    }

    /// Has the page seal a letter for the row [`ID`].
    fn letter(&mut self, kind: &str, said: &Value) -> Envelope {
        let request = json!({ "do": "seal_letter", "id": ID.to_string(), "kind": kind, "said": said });
        Envelope::parse(self.page.bytes(&request)).unwrap()
    }

    fn open(&self, envelope: &Envelope) -> Letter {
        open_letter(&COLUMN, &self.column, &ID, envelope).unwrap()
    }

    fn question(&self, text: &str, consent: Consent) -> Letter {
        let (auth, reader): (AuthHash, _) = (self.keys.auth().hash(), self.reader.public());
        Letter::Question { text: text.to_owned(), consent, mailbox: self.mailbox, auth, reader }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

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
            let sealed = scene.letter("consent_change", &json!({ "consent": consent }));
            assert_eq!(scene.open(&sealed), Letter::ConsentChange { mailbox, auth, consent });
        }
        let sealed = scene.letter("follow_up", &json!({ "text": text }));
        assert_eq!(scene.open(&sealed), Letter::FollowUp { mailbox, auth, text: text.to_owned() });
        let (number, approved, words) = (u32::MAX, text.is_empty(), text.to_owned());
        let said = json!({ "number": number, "approved": approved, "words": words });
        let sealed = scene.letter("proof_answer", &said);
        assert_eq!(scene.open(&sealed), Letter::ProofAnswer { mailbox, auth, number, approved, words });
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
    let open = |column: &ColumnId, secret: &ColumnSecret, id| open_letter(column, secret, id, &sealed);
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

fn own_copies(text: &str) -> [OwnCopy; 3] {
    let text = || text.to_owned();
    [
        OwnCopy::Question { text: text(), consent: Consent::Proof },
        OwnCopy::FollowUp { text: text(), after: u32::MAX },
        OwnCopy::ProofAnswer { number: 1, approved: true, words: text() },
    ]
}

#[test]
fn any_text_is_cleaned_and_tagged_alike_on_both_sides() {
    let mut scene = Scene::set();
    let typed = prop_oneof![any::<String>(), "[ \\t\\r\\n\u{85}\u{a0}\u{feff}\u{1c}\u{0}a]{0,12}"];
    for text in samples(typed, 300) {
        let cleaned = clean_text(&text);
        assert_eq!(scene.page.ask(&json!({ "do": "clean", "typed": text })).unwrap(), cleaned, "{text:?}");
        let tag = scene.page.bytes(&json!({ "do": "retry_tag", "text": cleaned }));
        assert_eq!(tag, scene.keys.retry_tag(&cleaned));
    }
}

#[test]
fn typed_words_are_read_and_refused_alike_on_both_sides() {
    let mut page = Page::start();
    let word = prop_oneof![6 => "[a-z]{3,7}", 1 => any::<String>(), 2 => Just("abacus".to_owned())];
    let line = (proptest::collection::vec(word, 5..9), "[ ,.;\u{85}\u{2013}\u{feff}\n-]{1,2}");
    let mangled = (any::<prop::sample::Index>(), "[a-zA-Z\u{212a} ]").prop_map(|(place, other)| {
        let mut text: Vec<char> = draw_receipt().to_string().chars().collect();
        let place = place.index(text.len());
        text.splice(place..=place, other.chars());
        text.into_iter().collect::<String>()
    });
    let typed = prop_oneof![line.prop_map(|(words, between)| words.join(&between)), mangled, any::<String>()];
    for text in samples(typed, 400) {
        let expected = match Receipt::parse(&text) {
            Ok(receipt) => json!({ "words": receipt.words() }),
            Err(problem) => json!({ "problem": problem_as_json(problem) }),
        };
        assert_eq!(page.ask(&json!({ "do": "parse", "typed": text })).unwrap(), expected, "{text:?}");
    }
    for _ in 0..50 {
        let drawn = page.ask(&json!({ "do": "draw" })).unwrap();
        assert!(Receipt::parse(drawn.as_str().unwrap()).is_ok(), "{drawn}");
    }
}

fn problem_as_json(problem: InvalidReceipt) -> Value {
    match problem {
        InvalidReceipt::TooLong => json!({ "kind": "too_long" }),
        InvalidReceipt::Count { found } => json!({ "kind": "count", "found": found }),
        InvalidReceipt::Word { position, typed, nearest } => {
            let mut value = json!({ "kind": "word", "position": position, "typed": typed });
            if let Some(nearest) = nearest {
                value["nearest"] = nearest.into();
            }
            value
        }
    }
}

/// Values of a strategy, drawn once each: a question to another process is too slow for shrinking.
fn samples<S: Strategy>(strategy: S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::new(Config::default());
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}
