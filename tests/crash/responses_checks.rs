//! What must hold of the responses to one post after the program was killed.

use reqwest::StatusCode;
use unsaid::texts::en::site as t;

use crate::common::html::Page;
use crate::ledger::TakenBack;
use crate::people::Reader;
use crate::responding::Shown;
use crate::responses::Response;
use crate::world::World;

/// Where a response can be at the desk.
const STATES: [&str; 4] = ["new", "approved", "declined", "spam"];

/// Its words lead to it if it was acknowledged, and say that it was taken back if that was.
pub async fn check_writer(reader: &Reader, response: &mut Response) {
    if !response.acknowledged {
        return;
    }
    let answer = reader.come_back(&response.words).await;
    assert_eq!(answer.status, StatusCode::OK, "{response:?}");
    let gone = Page::parse(&answer.body).h1() == t::TAKEN_BACK;
    let certain = if gone { TakenBack::Yes } else { TakenBack::No };
    assert!([certain, TakenBack::Unsure].contains(&response.taken_back), "{response:?}");
    response.taken_back = certain;
}

/// The post shows nothing twice, nothing that was taken back or never approved, and counts right.
pub async fn check_post(world: &World, post: &str, known: impl Iterator<Item = &Response>) {
    let (count, mut shown) = Reader::new(world.base()).below(post).await;
    assert_eq!(count, shown.len(), "{shown:?}");
    assert_eq!(world.count("select responses from post"), count as u64);
    assert_eq!(world.count("select count(*) from comment"), count as u64);
    for response in known {
        let own: Vec<Shown> = shown.extract_if(.., |shown| response.is(shown)).collect();
        assert!(own.len() <= 1, "{own:?}");
        if let Some(own) = own.first() {
            let approved = &response.desk.approved;
            assert!(!approved.acknowledged.is_empty() || approved.unsure.is_some(), "{response:?}");
            assert_ne!(response.taken_back, TakenBack::Yes, "{response:?}");
            assert!(response.may_read(&own.text), "{own:?} of {response:?}");
        } else if !response.desk.approved.acknowledged.is_empty() {
            assert_eq!(response.taken_back, TakenBack::Yes, "it is approved: {response:?}");
        }
        let answers: Vec<Shown> = shown
            .extract_if(.., |shown| response.desk.answers.may_show().contains(&&shown.text))
            .collect();
        let answered = response.desk.answers.acknowledged.len();
        let most = answered + usize::from(response.desk.answers.unsure.is_some());
        assert!((answered..=most).contains(&answers.len()), "{answers:?} of {response:?}");
    }
    assert_eq!(shown, [], "nobody wrote these");
}

/// The desk has each of them once, and none that was taken back; what was unsure is known from now on.
pub async fn check_desk(world: &World, known: &mut [Response]) {
    let columnist = world.sign_in().await;
    let mut listed = Vec::new();
    for state in STATES {
        let found = columnist.responses(state).await;
        listed.extend(found.into_iter().map(|(_, text)| (state, text)));
    }
    columnist.lock().await;
    for response in known {
        let of = |text: &str| text.starts_with(&response.mark);
        let own: Vec<_> = listed.iter().filter(|(_, text)| of(text)).collect();
        let answers =
            listed.iter().filter(|(_, text)| response.desk.answers.may_show().contains(&text));
        let answers = answers.count();
        assert_eq!(own.len(), usize::from(response.taken_back != TakenBack::Yes), "{response:?}");
        if let Some((state, text)) = own.first() {
            assert!(response.may_read(text), "{text} of {response:?}");
            let last = response.desk.edited.unsure.as_ref();
            response.desk.edited.settle(last.is_some_and(|mark| text.contains(mark.as_str())));
            response.desk.approved.settle(*state == "approved");
            let approved = !response.desk.approved.acknowledged.is_empty();
            assert_eq!(*state, if approved { "approved" } else { "new" }, "{response:?}");
        }
        response.desk.answers.settle(answers > response.desk.answers.acknowledged.len());
        assert_eq!(answers, response.desk.answers.acknowledged.len(), "{response:?}");
    }
}

/// All that is approved is on the site by now.
pub async fn check_approved(world: &World, post: &str, known: &[Response]) {
    let (_, shown) = Reader::new(world.base()).below(post).await;
    for response in known {
        let expected = response.taken_back != TakenBack::Yes
            && !response.desk.approved.acknowledged.is_empty();
        assert_eq!(shown.iter().any(|shown| response.is(shown)), expected, "{response:?}");
    }
    assert_eq!(
        world.count("select count(*) from mailbox where hold = 2"),
        known.iter().filter(|it| it.taken_back == TakenBack::Yes).count() as u64
    );
}
