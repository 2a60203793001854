//! The page's half, in a process of its own.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use unsaid::domain::{ColumnId, ColumnSalt, Consent, Envelope, EnvelopeId, Letter, MailboxId};
use unsaid::seal::{ColumnSecret, CopyKey, ReaderSecret, ReceiptKeys, draw_receipt, open_letter};

pub const COLUMN: ColumnId = ColumnId([7; 16]);
pub const SALT: ColumnSalt = ColumnSalt([8; 32]);
pub const ID: EnvelopeId = EnvelopeId([9; 16]);

/// The page's scripts in a process of their own.
pub struct Page {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// A column, a receipt, and a page that has both.
pub struct Scene {
    pub page: Page,
    pub column: ColumnSecret,
    pub keys: ReceiptKeys,
    pub reader: ReaderSecret,
    pub mailbox: MailboxId,
    pub copy: CopyKey,
}

impl Page {
    pub fn start() -> Self {
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

    pub fn ask(&mut self, request: &Value) -> Result<Value, String> {
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
    pub fn bytes(&mut self, request: &Value) -> Vec<u8> {
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
    pub fn set() -> Self {
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
    pub fn letter(&mut self, kind: &str, said: &Value) -> Envelope {
        let request =
            json!({ "do": "seal_letter", "id": ID.to_string(), "kind": kind, "said": said });
        Envelope::parse(self.page.bytes(&request)).unwrap()
    }

    pub fn open(&self, envelope: &Envelope) -> Letter {
        open_letter(&COLUMN, &self.column, &ID, envelope).unwrap()
    }

    pub fn question(&self, text: &str, consent: Consent) -> Letter {
        let (auth, reader) = (self.keys.auth().key(), self.reader.public());
        Letter::Question { text: text.to_owned(), consent, mailbox: self.mailbox, auth, reader }
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
