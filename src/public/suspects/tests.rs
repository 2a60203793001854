use proptest::prelude::*;

use super::super::letters;
use super::super::room::Room;
use super::*;
use crate::domain::{
    Asked, AuthHash, ENC_BYTES, Envelope, HEADER_BYTES, Mailbox, STATE_BYTES, SUITE, SealedState,
    Submission, TAG_BYTES,
};
use crate::sqlite::Error;

const TODAY: Day = Day(20_000);
const OVERHEAD: usize = HEADER_BYTES + ENC_BYTES + TAG_BYTES;

fn store() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.pragma_update(None, "foreign_keys", true).unwrap();
    conn.execute_batch(crate::sqlite::schema(super::super::FILE).0).unwrap();
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

fn mailbox_id(number: u64) -> MailboxId {
    MailboxId(spread(number, 1))
}

fn envelope_id(number: u64) -> EnvelopeId {
    EnvelopeId::from_slice(&spread(number, 2)[..16]).unwrap()
}

fn letter(number: u64, suspect: bool, kib: usize) -> Submission {
    let sealed = |plain: usize| {
        let mut bytes = vec![7; OVERHEAD + plain];
        bytes[0] = SUITE;
        bytes
    };
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

/// Asks as the writer does: in a savepoint that an error undoes.
fn ask(conn: &Connection, room: &Room, letter: &Submission) -> Result<Asked> {
    conn.execute_batch("savepoint one").unwrap();
    let asked = letters::ask(conn, room, letter, TODAY);
    conn.execute_batch(if asked.is_ok() { "release one" } else { "rollback to one; release one" })
        .unwrap();
    asked
}

fn number(conn: &Connection, sql: &str) -> i64 {
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// What holds whatever was done.
fn is_sound(conn: &Connection) {
    for (kind, real) in [
        ("waiting", "select count(*) from suspect where waiting = 1"),
        ("spam", "select count(*) from suspect where waiting = 0"),
        ("evicted", "select count(*) from evicted"),
    ] {
        assert_eq!(how_many(conn, kind).unwrap(), number(conn, real), "{kind}");
    }
    let unlike = "select (select count(*) from envelope where suspect = 1)
                       - (select count(*) from suspect join envelope on envelope.key = suspect.envelope
                          where waiting = 1)";
    assert_eq!(number(conn, unlike), 0, "every suspect envelope that waits has its mailbox");
    let lost = "select count(*) from own_copy where mailbox not in (select key from mailbox)";
    assert_eq!(number(conn, lost), 0);
    let both = "select count(*) from evicted where mailbox in (select key from mailbox)";
    assert_eq!(number(conn, both), 0, "what is there did not go");
}

fn is_there(conn: &Connection, number: u64) -> bool {
    let mut stmt = conn
        .prepare_cached("select count(*) from mailbox where key = ? and copy is not null")
        .unwrap();
    stmt.query_row([key(&mailbox_id(number).0)], |row| row.get::<_, i64>(0)).unwrap() == 1
}

#[test]
fn no_more_suspect_letters_wait_than_may_and_those_that_went_are_remembered() {
    let (conn, room) = (store(), Room::of(64));
    conn.execute_batch("begin").unwrap();
    for n in 0..50 {
        ask(&conn, &room, &letter(n, false, 1)).unwrap();
    }
    for n in 1_000..4_000 {
        assert_eq!(ask(&conn, &room, &letter(n, true, 1)).unwrap(), Asked::Stored);
    }
    is_sound(&conn);
    assert_eq!(number(&conn, "select count(*) from suspect"), WAITING_MAX);
    assert!((0..50).all(|n| is_there(&conn, n)));
    let gone: Vec<u64> = (1_000..4_000).filter(|&n| !is_there(&conn, n)).collect();
    assert_eq!(gone.len(), 1_000);
    assert!(gone.iter().all(|&n| was_evicted(&conn, &mailbox_id(n)).unwrap()));
    assert!(
        !was_evicted(&conn, &mailbox_id(0)).unwrap()
            && !was_evicted(&conn, &mailbox_id(9_999)).unwrap()
    );
    // Sent again it is there again, and nothing says that it went.
    ask(&conn, &room, &letter(gone[0], true, 1)).unwrap();
    assert!(is_there(&conn, gone[0]) && !was_evicted(&conn, &mailbox_id(gone[0])).unwrap());
    is_sound(&conn);
}

#[test]
fn chance_takes_early_and_late_letters_alike() {
    let (conn, room) = (store(), Room::of(64));
    conn.execute_batch("begin").unwrap();
    for n in 0..WAITING_MAX as u64 {
        ask(&conn, &room, &letter(n, true, 1)).unwrap();
    }
    for n in 10_000..11_000 {
        ask(&conn, &room, &letter(n, true, 1)).unwrap();
    }
    // Of the first 2,000 those are left that were not drawn in 1,000 turns: 61 in 100, give or take.
    let halves =
        [0..1_000, 1_000..2_000_u64].map(|half| half.filter(|&n| is_there(&conn, n)).count());
    assert!(halves.iter().all(|left| (520..700).contains(left)), "{halves:?}");
}

#[test]
fn a_letter_that_is_no_spam_makes_its_mailbox_one_like_all_others() {
    let (conn, room) = (store(), Room::of(64));
    for n in 0..2 {
        ask(&conn, &room, &letter(n, true, 1)).unwrap();
    }
    letters::remove(&conn, &[envelope_id(0), envelope_id(1)]).unwrap();
    trust(&conn, &mailbox_id(0)).unwrap();
    assert!(
        !is_suspect(&conn, &mailbox_id(0)).unwrap() && is_suspect(&conn, &mailbox_id(1)).unwrap()
    );
    is_sound(&conn);
    while evict_any(&conn, TODAY).unwrap() {}
    assert!(is_there(&conn, 0) && !is_there(&conn, 1));
    is_sound(&conn);
}

#[test]
fn mailboxes_of_spam_stay_up_to_their_number_and_then_make_way() {
    let (conn, room) = (store(), Room::of(64));
    conn.execute_batch("begin").unwrap();
    for n in 0..MAILBOXES_MAX as u64 + 100 {
        ask(&conn, &room, &letter(n, true, 1)).unwrap();
        letters::remove(&conn, &[envelope_id(n)]).unwrap();
    }
    assert_eq!(number(&conn, "select count(*) from mailbox"), MAILBOXES_MAX);
    assert_eq!(number(&conn, "select count(*) from evicted"), 100);
    is_sound(&conn);
}

#[test]
fn a_letter_for_which_there_is_no_room_at_all_drives_nothing_out() {
    let (conn, room) = (store(), Room::of(1));
    let mut normal = 0;
    while ask(&conn, &room, &letter(normal, false, 4)).is_ok() {
        normal += 1;
    }
    let before = number(&conn, "select count(*) from mailbox");
    assert!(matches!(ask(&conn, &room, &letter(9_000, true, 1)), Err(Error::Full)));
    assert!(matches!(ask(&conn, &room, &letter(9_001, false, 64)), Err(Error::Full)));
    assert_eq!(number(&conn, "select count(*) from mailbox"), before);
    assert_eq!(
        ask(&conn, &room, &letter(0, false, 4)).unwrap(),
        Asked::Again,
        "a retry needs no room"
    );
    is_sound(&conn);
}

#[test]
fn normal_letters_take_the_room_of_suspect_ones() {
    let (conn, room) = (store(), Room::of(2));
    for n in 1_000..1_400 {
        ask(&conn, &room, &letter(n, true, 1)).unwrap();
    }
    let used = || {
        number(
            &conn,
            "select page_count - freelist_count from pragma_page_count, pragma_freelist_count",
        )
    };
    assert!(used() <= room.suspects, "{} of {}", used(), room.suspects);
    let (mut normal, alone) = (0, store());
    while ask(&conn, &room, &letter(normal, false, 2)).is_ok() {
        normal += 1;
        assert!(used() <= room.questions, "{} of {}", used(), room.questions);
    }
    // What makes way in vain is put back.
    assert!(number(&conn, "select count(*) from suspect") < 3, "all made way");
    assert!((0..normal).all(|n| is_there(&conn, n)));
    let mut most = 0;
    while ask(&alone, &room, &letter(most, false, 2)).is_ok() {
        most += 1;
    }
    assert!(normal * 10 >= most * 9, "{normal} fit beside what went before, {most} alone");
    is_sound(&conn);
}

#[derive(Debug, Clone)]
enum Deed {
    Ask { number: u64, suspect: bool, kib: usize },
    Move { number: u64, spam: bool },
}

fn deed() -> impl Strategy<Value = Deed> {
    let kib = prop_oneof![4 => Just(1_usize), 2 => Just(8), 1 => Just(64)];
    prop_oneof![
        6 => (0..600_u64, any::<bool>(), kib)
            .prop_map(|(number, suspect, kib)| Deed::Ask { number, suspect, kib }),
        2 => (0..600_u64, any::<bool>()).prop_map(|(number, spam)| Deed::Move { number, spam }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_comes_the_counts_are_right_and_no_normal_letter_goes(
        deeds in proptest::collection::vec(deed(), 1..400),
    ) {
        let (conn, room) = (store(), Room::of(1));
        let mut kept = std::collections::HashSet::new();
        for deed in deeds {
            match deed {
                Deed::Ask { number, suspect, kib } => {
                    let asked = ask(&conn, &room, &letter(number, suspect, kib));
                    if !suspect && matches!(asked, Ok(Asked::Stored)) {
                        kept.insert(number);
                    }
                }
                Deed::Move { number, spam } => {
                    letters::remove(&conn, &[envelope_id(number)]).unwrap();
                    if !spam && is_there(&conn, number) {
                        trust(&conn, &mailbox_id(number)).unwrap();
                        kept.insert(number);
                    }
                }
            }
            is_sound(&conn);
        }
        prop_assert!(kept.iter().all(|&number| is_there(&conn, number)));
    }
}
