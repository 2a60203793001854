use super::super::room::Room;
use super::super::testing::*;
use super::*;
use crate::domain::{Effect, Sent};

#[test]
fn what_a_reader_sends_is_weighed_until_the_desk_says_something() {
    let (conn, room) = (store(), Room::of(16));
    ask(&conn, &room, &letter(0, false, 1)).unwrap();
    // A choice replaces the copy of the question, so its copies do not add up.
    let choice = |number: u64| Sequel {
        envelope_id: envelope_id(2_000_000 + number),
        ..sequel(0, FIRST_COPY, Effect::Hold)
    };
    let mut choices = 0;
    while send(&conn, &room, &choice(choices)).unwrap() == Sent::Stored {
        choices += 1;
    }
    assert!(choices > 200 && choices < 300, "{choices}");
    assert_eq!(send(&conn, &room, &sequel(0, 1, Effect::None)).unwrap(), Sent::TooMuch);
    put_message(&conn, &mailbox_id(0), 1, b"sealed").unwrap();
    assert_eq!(send(&conn, &room, &choice(choices)).unwrap(), Sent::Stored);
    let far = sequel(0, 2 * COPIES_PER_MESSAGE + 1, Effect::None);
    assert_eq!(send(&conn, &room, &far).unwrap(), Sent::TooMuch);
    assert_eq!(send(&conn, &room, &choice(choices)).unwrap(), Sent::Stored, "the very same again");
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
