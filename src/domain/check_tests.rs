use super::*;
use crate::domain::{
    Consent, MarkKind, Moment, PostId, PostQuestion, PostText, PublicId, Publication, QuestionId,
    Status, TagName, marks,
};

const TODAY: Day = Day(20_779);

/// A finished post with one letter that came `days` ago.
fn post(days: u32) -> Post {
    let question = PostQuestion {
        id: QuestionId(i64::from(TODAY.0 - days) << 40),
        original: "Why?".into(),
        consent: Consent::Print,
        status: Status::Drafting,
        reachable: true,
        proof: None,
    };
    let tags = vec![TagName::parse("trust").unwrap()];
    Post {
        id: PostId(1),
        public_id: PublicId([0; 16]),
        kind: PostKind::Answer,
        due: None,
        deleted: None,
        position: None,
        revision: 1,
        text: PostText {
            title: "T".into(),
            printed: "I am 34.".into(),
            answer: "A".into(),
            tags,
            ..PostText::default()
        },
        publication: None,
        questions: vec![question],
    }
}

fn facts() -> CheckFacts<'static> {
    CheckFacts {
        marks: &[],
        public: None,
        out: TODAY,
        min_days: 3,
        without_alt: 0,
        gaps: 0,
        dead_links: vec![],
    }
}

#[test]
fn a_finished_post_with_an_old_letter_has_nothing_left() {
    assert_eq!(check(&post(3), facts()), []);
}

#[test]
fn a_letter_of_yesterday_is_answered_too_soon_until_its_days_are_over() {
    let early = |out, min_days| {
        let facts = CheckFacts { out, min_days, ..facts() };
        check(&post(1), facts).into_iter().any(|it| matches!(it, Finding::Early { .. }))
    };
    assert!(early(TODAY, 3) && early(TODAY.plus(1), 3));
    assert!(!early(TODAY.plus(2), 3) && !early(TODAY, 1) && !early(TODAY, 0));
    let mut public = post(0);
    public.publication = Some(Publication {
        slug: Slug::default(),
        revision: 1,
        first: Moment(0),
        updated: None,
        live: true,
    });
    assert_eq!(check(&public, facts()), []);
}

#[test]
fn the_youngest_of_several_letters_counts() {
    let mut two = post(9);
    two.questions.extend(post(2).questions);
    let found = check(&two, facts());
    let expected = Finding::Early { letter: Day(TODAY.0 - 2), days: 2, from: TODAY.plus(1) };
    assert_eq!(found, [expected]);
}

#[test]
fn a_tick_stands_for_the_marks_that_were_in_sight_and_no_others() {
    let ticket = |printed: &str| {
        let mut post = post(9);
        post.text.printed = printed.into();
        let marks = marks(printed, |_| false);
        let found = check(&post, CheckFacts { marks: &marks, ..facts() });
        found.into_iter().next().map(|finding| finding.weight())
    };
    let shown = ticket("I am 34.");
    assert!(matches!(&shown, Some(Weight::Tick { name: "tick-marks", .. })), "{shown:?}");
    assert_eq!(ticket("Well: I am 34, and so on."), shown);
    assert_ne!(ticket("I am 35."), shown);
    assert_ne!(ticket("I am 34 and live in Leeds."), shown);
    assert_eq!(ticket("I am old."), None);
}

#[test]
fn what_readers_see_already_needs_no_tick() {
    let mark = [Mark { kind: MarkKind::Age, start: 5, end: 7, suggestion: None }];
    let facts = |public| CheckFacts { marks: &mark, public, ..facts() };
    assert_eq!(check(&post(9), facts(Some("I am 34."))), []);
    assert_eq!(check(&post(9), facts(Some("I am old."))).len(), 1);
}

#[test]
fn what_an_asker_did_not_allow_can_never_be_ticked_away() {
    let mut shut = post(9);
    for (consent, why) in
        [(Consent::Private, Unpublishable::Private), (Consent::Proof, Unpublishable::Proof)]
    {
        shut.questions[0].consent = consent;
        let found = check(&shut, facts());
        assert_eq!(found, [Finding::Asker(why)]);
        assert!(found[0].weight() == Weight::Shuts && found[0].protects());
    }
}

#[test]
fn each_thing_that_is_missing_is_told_after_what_protects_the_asker() {
    let mut bare = post(0);
    bare.text = PostText::default();
    let facts = CheckFacts { without_alt: 2, dead_links: vec!["/posts/gone".into()], ..facts() };
    let found = check(&bare, facts);
    assert!(matches!(found[0], Finding::Early { .. }));
    let dead = Finding::DeadLink { address: "/posts/gone".into() };
    let rest =
        [Finding::NoTitle, Finding::NoAnswer, Finding::NoTag, Finding::NoAlt { count: 2 }, dead];
    assert_eq!(found[1..], rest);
    bare.kind = PostKind::Page;
    bare.questions.clear();
    assert!(!check(&bare, self::facts()).contains(&Finding::NoTag));
}

#[test]
fn a_link_leads_to_a_post_a_topic_a_page_or_nowhere() {
    let slug = |text| Slug::parse(text).unwrap();
    for (address, leads) in [
        ("/posts/telling-her", Some(InnerLink::Post(slug("telling-her")))),
        ("/posts/telling-her/?a=b#c", Some(InnerLink::Post(slug("telling-her")))),
        ("/tags/trust", Some(InnerLink::Tag(slug("trust")))),
        ("/imprint", Some(InnerLink::Page(slug("imprint")))),
        ("/posts/Telling Her", Some(InnerLink::Nowhere)),
        ("/imprint/more", Some(InnerLink::Nowhere)),
        ("example.org", Some(InnerLink::Nowhere)),
        ("telling-her", Some(InnerLink::Nowhere)),
        ("/ask", None),
        ("/", None),
        ("#top", None),
        ("/feed.atom", None),
        ("/pictures/a.webp", None),
        ("https://example.org/posts/x", None),
        ("//example.org", None),
        ("mailto:a@example.org", None),
        ("tel:116123", None),
    ] {
        assert_eq!(inner_link(address), leads, "{address}");
    }
}
