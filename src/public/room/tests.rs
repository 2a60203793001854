use super::super::{mailboxes, testing::*};
use super::*;
use crate::domain::{Asked, Effect, Sent};

fn used(conn: &Connection) -> i64 {
    used_pages(conn).unwrap()
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
}

#[test]
fn normal_letters_take_the_room_of_suspect_ones() {
    let (conn, room) = (store(), Room::of(2));
    for n in 1_000..1_400 {
        ask(&conn, &room, &letter(n, true, 1)).unwrap();
    }
    assert!(used(&conn) <= room.suspects, "{} of {}", used(&conn), room.suspects);
    let (mut normal, alone) = (0, store());
    while ask(&conn, &room, &letter(normal, false, 2)).is_ok() {
        normal += 1;
        assert!(used(&conn) <= room.questions, "{} of {}", used(&conn), room.questions);
    }
    // What makes way in vain is put back.
    assert!(number(&conn, "select count(*) from suspect") < 3, "all made way");
    assert!((0..normal).all(|n| is_there(&conn, n)));
    let mut most = 0;
    while ask(&alone, &room, &letter(most, false, 2)).is_ok() {
        most += 1;
    }
    assert!(normal * 10 >= most * 9, "{normal} fit beside what went before, {most} alone");
}

#[test]
fn a_full_store_takes_what_readers_send_next_and_at_the_very_end_only_what_takes_back() {
    let (conn, room) = (store(), Room::of(1));
    let mut asked = 0;
    while ask(&conn, &room, &letter(asked, false, 1)).is_ok() {
        asked += 1;
    }
    let mut sent = 0;
    while matches!(send(&conn, &room, &sequel(sent, 1, Effect::None)), Ok(Sent::Stored)) {
        sent += 1;
    }
    assert!(sent > 0 && sent < asked, "{sent} of {asked}");
    assert!(used(&conn) > room.questions && used(&conn) <= room.sequels);
    // Pages that are half full take a few more.
    let mut held = asked - 1;
    while matches!(send(&conn, &room, &sequel(held, 1, Effect::Hold)), Ok(Sent::Stored)) {
        held -= 1;
    }
    assert!(asked - held < 8, "{held} of {asked}");
    assert_eq!(send(&conn, &room, &withdrawal(sent, 1)).unwrap(), Sent::Stored);
}

#[test]
fn what_hangs_on_a_suspect_letter_fills_no_more_than_suspect_letters_may() {
    let (conn, room) = (store(), Room::of(1));
    ask(&conn, &room, &letter(0, true, 1)).unwrap();
    ask(&conn, &room, &letter(1, false, 1)).unwrap();
    assert_eq!(send(&conn, &room, &sequel(0, 1, Effect::None)).unwrap(), Sent::Stored);
    let mut n = 2;
    while used(&conn) < room.suspects {
        ask(&conn, &room, &letter(n, false, 8)).unwrap();
        n += 1;
    }
    assert!(matches!(send(&conn, &room, &sequel(0, 2, Effect::None)), Err(Error::Full)));
    assert_eq!(send(&conn, &room, &sequel(1, 1, Effect::None)).unwrap(), Sent::Stored);
    assert_eq!(send(&conn, &room, &withdrawal(0, 2)).unwrap(), Sent::Stored);
}

#[test]
fn a_conversation_goes_on_when_the_desk_does_and_fills_nothing_by_itself() {
    let (conn, room) = (store(), Room::of(4));
    ask(&conn, &room, &letter(0, false, 1)).unwrap();
    let mut sent = 0;
    while send(&conn, &room, &sequel(0, sent + 1, Effect::None)).unwrap() == Sent::Stored {
        sent += 1;
    }
    assert_eq!(sent, 20);
    mailboxes::put_message(&conn, &mailbox_id(0), 1, b"a reply").unwrap();
    assert_eq!(send(&conn, &room, &sequel(0, sent + 1, Effect::None)).unwrap(), Sent::Stored);
}
