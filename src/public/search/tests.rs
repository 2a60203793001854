use std::time::Instant;

use proptest::prelude::*;

use super::super::posts;
use super::super::testing::store;
use super::*;
use crate::domain::{Moment, PublicId, TagName};

fn post(number: u32, title: &str, printed: &str, answer: &str, tags: &str) -> PublicPost {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    PublicPost {
        blocks: Default::default(),
        id: PublicId(id),
        slug: Slug::from_text(&format!("{number} {title}")).unwrap(),
        old_slugs: Vec::new(),
        title: title.to_owned(),
        printed: printed.to_owned(),
        answer: answer.to_owned(),
        tags: TagName::parse_list(tags).unwrap(),
        published: Moment(i64::from(number)),
        updated: None,
        mailboxes: Vec::new(),
        kind: crate::domain::PostKind::Answer,
        scheduled: false,
        unlisted: false,
        comments: true,
        warning: String::new(),
        position: None,
        pictures: vec![],
    }
}

/// Three posts that have little in common.
fn filled() -> Connection {
    let conn = store();
    for post in [
        post(
            1,
            "On jealousy",
            "My wife talks to her ex and I am full of envy.",
            "Envy passes.",
            "trust",
        ),
        post(
            2,
            "Toys for two",
            "We bought a vibrator and my wife laughs.",
            "Laugh with her.",
            "play",
        ),
        post(
            3,
            "After a lie",
            "He cheated on a journey and lied.",
            "Lying costs trust.",
            "honesty, #aside",
        ),
    ] {
        posts::put(&conn, &post, ("", "")).unwrap();
    }
    conn
}

fn titles(conn: &Connection, text: &str) -> Vec<String> {
    alike(conn, text, 3).unwrap().into_iter().map(|(_, title)| title).collect()
}

#[test]
fn the_closest_posts_share_telling_words_in_any_of_their_forms() {
    let conn = filled();
    assert_eq!(
        titles(&conn, "Is my ENVIOUS husband right? I feel such envy and jealousies."),
        ["On jealousy"]
    );
    assert_eq!(titles(&conn, "He was cheating and lying, and I lost all trust"), ["After a lie"]);
    assert_eq!(titles(&conn, "A vibrator for two, as a toy"), ["Toys for two"]);
}

#[test]
fn one_shared_word_in_many_forms_or_words_that_all_have_are_not_enough() {
    let conn = filled();
    for text in [
        "",
        "envy",
        "cheat cheats cheated cheating",
        "What should I do with her and him?",
        "tuna salad",
    ] {
        assert_eq!(titles(&conn, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_post_that_was_changed_or_taken_back_is_found_by_what_it_says_now() {
    let conn = filled();
    let changed = post(1, "On swimming", "She swims in cold lakes.", "Dress warmly.", "water");
    posts::put(&conn, &changed, ("", "")).unwrap();
    assert_eq!(titles(&conn, "envy and jealousy"), Vec::<String>::new());
    assert_eq!(titles(&conn, "cold lakes, warm water"), ["On swimming"]);
    posts::remove(&conn, &changed.id).unwrap();
    assert_eq!(titles(&conn, "cold lakes, warm water"), Vec::<String>::new());
    for index in ["post_search", "post_head"] {
        let check = format!("insert into {index} ({index}, rank) values ('integrity-check', 1)");
        conn.execute(&check, []).unwrap();
    }
}

#[test]
fn what_was_taken_back_is_gone_from_the_index_at_once() {
    let conn = filled();
    posts::remove(&conn, &post(2, "x", "", "", "").id).unwrap();
    for (index, word) in [("post_search", "vibrat"), ("post_head", "toi")] {
        let left =
            format!("select count(*) from {index}_data where instr(block, cast(?1 as blob))");
        assert_eq!(
            conn.query_row(&left, [word], |row| row.get::<_, i64>(0)).unwrap(),
            0,
            "{index}"
        );
    }
}

#[test]
fn the_search_can_show_where_a_post_says_it() {
    let conn = filled();
    let shown: String = conn
        .query_row(
            "select snippet(post_search, 1, '[', ']', '…', 4) from post_search where post_search match 'envy'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(shown.contains("[envy]"), "{shown}");
}

#[test]
fn the_index_has_the_newest_posts_with_the_words_of_their_titles_first() {
    let conn = filled();
    let index = index(&conn, 2).unwrap();
    let slugs: Vec<&str> = index.iter().map(|(slug, _, _)| slug.as_str()).collect();
    assert_eq!(slugs, ["3-after-a-lie", "2-toys-for-two"]);
    let terms: Vec<&str> = index[0].2.split(' ').collect();
    assert_eq!(terms[0], "lie");
    assert!(terms.contains(&"honesty") && terms.contains(&"cheated"), "{terms:?}");
    assert!(!terms.contains(&"aside") && terms.len() <= TERMS, "{terms:?}");
}

#[test]
fn the_terms_of_a_post_are_those_that_other_posts_have_not() {
    let conn = store();
    for number in 0..40 {
        let other = post(number, "Hello", &format!("bed sofa w{number}"), "bed sofa bed sofa", "");
        posts::put(&conn, &other, ("", "")).unwrap();
    }
    let answer = "bed bed bed sofa sofa sofa lamp lamp candle";
    posts::put(&conn, &post(99, "Light", "bed sofa", answer, ""), ("", "")).unwrap();
    let (_, _, terms) = index(&conn, 1).unwrap().remove(0);
    assert!(terms.starts_with("light lamp candle"), "{terms}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_typed_is_no_error_and_gives_no_more_than_was_wanted(text in "\\PC{0,200}", limit in 0_u32..4) {
        let conn = filled();
        for text in [text.clone(), format!("envy \"{text}\" jealousy"), format!("envy NEAR({text}, 2) jealousy*")] {
            prop_assert!(alike(&conn, &text, limit).unwrap().len() <= limit as usize);
        }
    }
}

#[test]
fn ten_thousand_posts_are_looked_through_in_the_blink_of_an_eye() {
    let conn = store();
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64;
    // Words as unevenly spread as in a language: the nth of them in one place of n.
    let mut text = |words: usize| -> String {
        let mut word = || {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            let rank = 5_000_f64.powf((chance >> 11) as f64 / (1_u64 << 53) as f64) as u64;
            format!("w{rank}x ")
        };
        (0..words).map(|_| word()).collect()
    };
    conn.execute_batch("begin").unwrap();
    for number in 0..10_000 {
        let row = "insert into post (id, slug, title, printed, answer, answer_html, published)
                   values (randomblob(16), :slug, 'Post', :printed, '', '', 0)";
        let params = named_params! { ":slug": format!("post-{number}"), ":printed": text(200) };
        conn.prepare_cached(row).unwrap().execute(params).unwrap();
    }
    conn.execute_batch("commit").unwrap();
    let long = text(1_600);
    let begun = Instant::now();
    assert_eq!(alike(&conn, &long, 3).unwrap().len(), 3);
    // Some ten times as long as it takes, for machines that have much else to do.
    assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
}
