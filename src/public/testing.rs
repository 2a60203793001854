//! What the tests of the store share: a store in memory, letters that nobody can open.

use rusqlite::Connection;

use super::room::Room;
use super::{Result, key, letters};
use crate::domain::{
    Asked, AuthHash, Day, ENC_BYTES, Effect, Envelope, EnvelopeId, HEADER_BYTES, Mailbox,
    MailboxId, STATE_BYTES, SUITE, SealedState, Sent, Sequel, Submission, TAG_BYTES,
};

pub(super) const TODAY: Day = Day(20_000);
const OVERHEAD: usize = HEADER_BYTES + ENC_BYTES + TAG_BYTES;

pub(super) fn store() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.pragma_update(None, "foreign_keys", true).unwrap();
    conn.execute_batch(crate::sqlite::schema(super::FILE).0).unwrap();
    conn
}

/// Bytes of chance, the same for the same number.
fn spread(number: u64, salt: u8) -> [u8; 32] {
    let mut bytes = [salt; 32];
    let mixed = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (u64::from(salt) << 56);
    bytes[..8].copy_from_slice(&mixed.to_be_bytes());
    bytes[8..16].copy_from_slice(&number.to_be_bytes());
    bytes
}

pub(super) fn mailbox_id(number: u64) -> MailboxId {
    MailboxId(spread(number, 1))
}

pub(super) fn envelope_id(number: u64) -> EnvelopeId {
    EnvelopeId::from_slice(&spread(number, 2)[..16]).unwrap()
}

pub(super) fn letter(number: u64, suspect: bool, kib: usize) -> Submission {
    let mailbox = Mailbox {
        id: mailbox_id(number),
        auth: AuthHash([3; 32]),
        retry_tag: [4; 32],
        state: SealedState::parse(sealed(STATE_BYTES)).unwrap(),
        copy: vec![5; kib * 1_024 + 28],
    };
    let envelope = Envelope::parse(sealed(kib * 1_024)).unwrap();
    Submission { suspect, envelope_id: envelope_id(number), envelope, mailbox }
}

fn sealed(plain: usize) -> Vec<u8> {
    let mut bytes = vec![7; OVERHEAD + plain];
    bytes[0] = SUITE;
    bytes
}

/// What the reader of a letter sends next, as the copy of this number.
pub(super) fn sequel(to: u64, number: u32, effect: Effect) -> Sequel {
    Sequel {
        mailbox: mailbox_id(to),
        auth: AuthHash([3; 32]),
        envelope_id: envelope_id(1_000_000 + to * 1_000 + u64::from(number)),
        envelope: Envelope::parse(sealed(1_024)).unwrap(),
        copy: Some((number, vec![6; 1_024 + 28])),
        effect,
    }
}

pub(super) fn withdrawal(of: u64, number: u32) -> Sequel {
    let state = SealedState::parse(sealed(STATE_BYTES)).unwrap();
    sequel(of, number, Effect::Withdraw { first: envelope_id(of), state })
}

/// Asks as the writer does: in a savepoint that an error undoes.
pub(super) fn ask(conn: &Connection, room: &Room, letter: &Submission) -> Result<Asked> {
    conn.execute_batch("savepoint one").unwrap();
    let asked = letters::ask(conn, room, letter, TODAY);
    conn.execute_batch(if asked.is_ok() { "release one" } else { "rollback to one; release one" })
        .unwrap();
    asked
}

pub(super) fn number(conn: &Connection, sql: &str) -> i64 {
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

pub(super) fn is_there(conn: &Connection, number: u64) -> bool {
    let mut stmt = conn
        .prepare_cached("select count(*) from mailbox where key = ? and copy is not null")
        .unwrap();
    stmt.query_row([key(&mailbox_id(number).0)], |row| row.get::<_, i64>(0)).unwrap() == 1
}

/// Sends as the writer does.
pub(super) fn send(conn: &Connection, room: &Room, sequel: &Sequel) -> Result<Sent> {
    conn.execute_batch("savepoint one").unwrap();
    let sent = letters::send(conn, room, sequel, TODAY);
    conn.execute_batch(if sent.is_ok() { "release one" } else { "rollback to one; release one" })
        .unwrap();
    sent
}
