use super::super::room::Room;
use super::super::testing::*;
use super::*;
use crate::domain::{Effect, Sent};

#[test]
fn a_reader_sends_twenty_letters_until_the_desk_says_something_whatever_they_say() {
    let (conn, room) = (store(), Room::of(16));
    ask(&conn, &room, &letter(0, false, 1)).unwrap();
    // A choice replaces the copy of the question, so its copies do not add up.
    let choice = |number: u32| Sequel {
        envelope_id: envelope_id(2_000_000 + u64::from(number)),
        ..sequel(0, FIRST_COPY, Effect::Hold)
    };
    for number in 1..=SENT_MAX {
        let next = if number % 2 == 0 { sequel(0, number, Effect::None) } else { choice(number) };
        assert_eq!(send(&conn, &room, &next).unwrap(), Sent::Stored);
    }
    assert_eq!(send(&conn, &room, &choice(30)).unwrap(), Sent::TooMuch);
    assert_eq!(send(&conn, &room, &sequel(0, 31, Effect::None)).unwrap(), Sent::TooMuch);
    put_message(&conn, &mailbox_id(0), 1, b"sealed").unwrap();
    assert_eq!(send(&conn, &room, &choice(30)).unwrap(), Sent::Stored);
    assert_eq!(send(&conn, &room, &sequel(0, 31 + SENT_MAX, Effect::None)).unwrap(), Sent::TooMuch);
}

#[test]
fn a_letter_that_never_came_into_the_vault_leaves_no_mailbox_for_good() {
    let (conn, room) = (store(), Room::of(16));
    let mailboxes = || number(&conn, "select count(*) from mailbox");
    for n in 0..3 {
        ask(&conn, &room, &letter(n, false, 1)).unwrap();
    }
    let late = Day(TODAY.0 + STRAY_DAYS + 1);
    sweep(&conn, late).unwrap();
    assert_eq!(mailboxes(), 3, "they wait still, however long the desk is locked");
    know(&conn, &mailbox_id(1)).unwrap();
    conn.execute("delete from envelope", []).unwrap();
    sweep(&conn, late).unwrap();
    assert_eq!(mailboxes(), 1, "the one that is known stays");
    assert!(is_there(&conn, 1));
}
