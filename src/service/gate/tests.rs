use std::net::IpAddr;

use super::*;
use crate::domain::{MailboxId, Receipt};
use crate::seal::draw_receipt;

const HOUR: i64 = 3_600;

fn network(a: u8, b: u8) -> Option<Prefix> {
    Prefix::of(IpAddr::from([203, a, b, 1]))
}

/// A gate as it is set when nothing else is.
fn plain_gate() -> Gate {
    Gate::new(GateLimits::per_hour(600, 10))
}

fn ask(receipt: &Receipt) -> FormUse<'_> {
    FormUse { purpose: Purpose::Ask, bound: Bound::Words(receipt) }
}

fn asking<'a>(receipt: &'a Receipt, prefix: Option<Prefix>, token: &'a str) -> Asking<'a> {
    Asking { form: ask(receipt), prefix, token, slow: "", honeypot: "" }
}

/// Opens the form, takes five seconds, and sends it.
fn send(gate: &Gate, prefix: Option<Prefix>, at: i64) -> Verdict {
    send_with(gate, &draw_receipt(), prefix, at)
}

fn send_with(gate: &Gate, receipt: &Receipt, prefix: Option<Prefix>, at: i64) -> Verdict {
    let token = gate.token(&ask(receipt), Moment(at - 5));
    gate.judge(&asking(receipt, prefix, &token), Moment(at))
}

/// As a person does: sends, and waits if told to.
fn send_patiently(gate: &Gate, prefix: Option<Prefix>, at: i64) -> Verdict {
    let receipt = draw_receipt();
    let token = gate.token(&ask(&receipt), Moment(at - 60));
    let asking = asking(&receipt, prefix, &token);
    match gate.judge(&asking, Moment(at)) {
        Verdict::Slow { seconds, token } => {
            let later = Moment(at + i64::from(seconds));
            gate.judge(&Asking { slow: &token, token: "", ..asking }, later)
        }
        verdict => verdict,
    }
}

#[test]
fn a_form_that_was_filled_in_by_a_person_is_welcome() {
    let gate = plain_gate();
    assert_eq!(send(&gate, network(0, 113), 100), Verdict::Welcome { suspect: false });
    assert_eq!(send(&gate, None, 100), Verdict::Welcome { suspect: false });
}

#[test]
fn a_form_sent_too_soon_is_shown_again_with_its_token_and_is_welcome_a_moment_later() {
    let gate = plain_gate();
    let receipt = draw_receipt();
    let token = gate.token(&ask(&receipt), Moment(100));
    let asking = asking(&receipt, None, &token);
    assert_eq!(gate.judge(&asking, Moment(101)), Verdict::Fresh { token: token.clone() });
    assert_eq!(gate.judge(&asking, Moment(102)), Verdict::Welcome { suspect: false });
}

#[test]
fn a_form_that_is_old_or_from_before_a_restart_comes_back_with_a_token_that_works() {
    let gate = plain_gate();
    let receipt = draw_receipt();
    let before = plain_gate().token(&ask(&receipt), Moment(0));
    let old = gate.token(&ask(&receipt), Moment(0));
    for token in [old.as_str(), &before, "", "0", "<script>"] {
        let Verdict::Fresh { token } = gate.judge(&asking(&receipt, None, token), Moment(100_000))
        else {
            panic!("{token}");
        };
        let again = gate.judge(&asking(&receipt, None, &token), Moment(100_002));
        assert_eq!(again, Verdict::Welcome { suspect: false });
    }
}

#[test]
fn the_slow_lane_counts_the_time_that_was_waited_and_then_lets_in() {
    let gate = plain_gate();
    let receipt = draw_receipt();
    let token = gate.token(&ask(&receipt), Moment(0));
    let asking = Asking { honeypot: "https://x.example", ..asking(&receipt, None, &token) };
    let Verdict::Slow { seconds: 20, token: slow } = gate.judge(&asking, Moment(100)) else {
        panic!()
    };
    let waiting = Asking { slow: &slow, ..asking };
    let early = gate.judge(&waiting, Moment(113));
    assert_eq!(early, Verdict::Slow { seconds: 7, token: slow.clone() });
    assert_eq!(gate.judge(&waiting, Moment(120)), Verdict::Welcome { suspect: true });
    let other = draw_receipt();
    let stolen = gate.judge(&Asking { form: ask(&other), ..waiting }, Moment(120));
    assert!(matches!(stolen, Verdict::Slow { seconds: 20, .. }), "{stolen:?}");
}

#[test]
fn a_form_token_does_not_stand_for_the_wait() {
    let gate = plain_gate();
    let mailbox = MailboxId([1; 32]);
    let form = FormUse { purpose: Purpose::FollowUp, bound: Bound::Mailbox(&mailbox) };
    let token = gate.token(&form, Moment(0));
    let asking = Asking { form, prefix: None, token: "", slow: &token, honeypot: "" };
    assert!(matches!(gate.judge(&asking, Moment(1_000)), Verdict::Fresh { .. }));
}

#[test]
fn a_clumsy_bot_never_gets_through() {
    let gate = plain_gate();
    let receipt = draw_receipt();
    for i in 0..10_000 {
        let token = gate.token(&ask(&receipt), Moment(i));
        let at_once = gate.judge(&asking(&receipt, None, &token), Moment(i));
        assert!(matches!(at_once, Verdict::Fresh { .. }));
        let filled = Asking { honeypot: "x", ..asking(&receipt, None, &token) };
        assert!(matches!(gate.judge(&filled, Moment(i + 9)), Verdict::Slow { .. }));
    }
    assert_eq!(send(&gate, network(0, 113), 10_000), Verdict::Welcome { suspect: false });
}

/// 10,000 posts an hour by `bot(i)`, all with good tokens, and a person every ten minutes. Gives how many bots were
/// welcome at once, and what the people met.
fn flood(
    hours: i64,
    bot: impl Fn(i64) -> Option<Prefix>,
    person: impl Fn(u8) -> Option<Prefix>,
) -> (i64, Vec<Verdict>) {
    let gate = plain_gate();
    let (bots, mut welcome, mut people) = (draw_receipt(), 0, Vec::new());
    for i in 1..=hours * 10_000 {
        let now = i * HOUR / 10_000;
        let met = send_with(&gate, &bots, bot(i), now);
        welcome += i64::from(met == Verdict::Welcome { suspect: false });
        if i % 1_666 == 0 {
            let nth = u8::try_from(people.len()).unwrap();
            people.push(send_patiently(&gate, person(nth), now));
        }
    }
    assert_eq!(people.len(), usize::try_from(hours * 6).unwrap());
    (welcome, people)
}

fn all_arrived(people: &[Verdict]) -> bool {
    people.iter().all(|met| matches!(met, Verdict::Welcome { .. }))
}

fn at_once(people: &[Verdict]) -> usize {
    people.iter().filter(|met| **met == Verdict::Welcome { suspect: false }).count()
}

#[test]
fn bots_of_one_network_are_held_to_its_bucket_and_people_notice_nothing() {
    let (welcome, people) = flood(1, |_| network(0, 113), |nth| network(200, nth));
    assert!(welcome <= 5 + 10, "{welcome}");
    assert_eq!(at_once(&people), people.len(), "{people:?}");
}

#[test]
fn a_person_in_the_network_of_the_bots_arrives_by_waiting() {
    let (_, people) = flood(1, |_| network(0, 113), |_| network(0, 113));
    assert!(all_arrived(&people), "{people:?}");
}

#[test]
fn a_flood_through_tor_takes_half_of_the_column_and_others_notice_nothing() {
    let (welcome, people) = flood(1, |_| None, |nth| network(200, nth));
    assert!(welcome <= 60 + 600, "{welcome}");
    assert_eq!(at_once(&people), people.len(), "{people:?}");
}

#[test]
fn a_person_who_comes_by_tor_through_that_flood_arrives_by_waiting() {
    let (_, people) = flood(1, |_| None, |_| None);
    assert!(all_arrived(&people), "{people:?}");
}

#[test]
fn bots_of_two_hundred_networks_fill_the_column_and_most_people_notice_nothing() {
    let (welcome, people) = flood(3, |i| network(0, (i % 200) as u8), |nth| network(200, nth));
    assert!(welcome <= 120 + 3 * 600, "{welcome}");
    assert!(all_arrived(&people), "{people:?}");
    assert!(at_once(&people) * 3 >= people.len() * 2, "{people:?}");
}
