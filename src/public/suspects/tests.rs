use proptest::prelude::*;

use super::super::letters;
use super::super::room::Room;
use super::super::testing::*;
use super::*;
use crate::domain::Asked;

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
