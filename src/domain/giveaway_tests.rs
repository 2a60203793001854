use proptest::prelude::*;

use super::GiveawayKind::{Date, Handle, Link, Mail, Name, Phone, Street};
use super::*;

/// A sentence, and what is to be marked in it.
const MARKED: [(&str, &[(GiveawayKind, &str)]); 72] = [
    ("Write to me at anna.k@mail.example please.", &[(Mail, "anna.k@mail.example")]),
    ("You can reach me: anna+sex@web.example.org", &[(Mail, "anna+sex@web.example.org")]),
    ("I am annak (at) gmail dot com", &[(Mail, "annak (at) gmail dot com")]),
    ("mail me, anna99 at gmail.com, any time", &[(Mail, "anna99 at gmail.com")]),
    ("Адрес: анна@почта.рф.", &[(Mail, "анна@почта.рф")]),
    ("Call me on 07700 900123 after six.", &[(Phone, "07700 900123")]),
    ("My number is +44 7700 900123.", &[(Phone, "+44 7700 900123")]),
    ("It is (555) 123-4567.", &[(Phone, "(555) 123-4567")]),
    ("555-123-4567, ask for me", &[(Phone, "555-123-4567")]),
    ("1-800-555-0199 is his work", &[(Phone, "1-800-555-0199")]),
    ("Ruf mich an: 0176/12345678", &[(Phone, "0176/12345678")]),
    ("Tel. 030 1234567", &[(Phone, "030 1234567")]),
    ("appelle-moi au 06 12 34 56 78", &[(Phone, "06 12 34 56 78")]),
    ("mi móvil es 612 345 678", &[(Phone, "612 345 678")]),
    ("text me at 5551234 tonight", &[(Phone, "5551234")]),
    ("I'm @anna_k on there.", &[(Handle, "@anna_k")]),
    ("find u/throwaway_anna", &[(Handle, "u/throwaway_anna")]),
    ("my snap is annak99", &[(Handle, "annak99")]),
    ("Instagram: annakitty", &[(Handle, "annakitty")]),
    ("my insta name is kittycat", &[(Handle, "kittycat")]),
    ("add me, anna#1234", &[(Handle, "anna#1234")]),
    ("his username is bigbear", &[(Handle, "bigbear")]),
    ("telegram: @anna.k", &[(Handle, "@anna.k")]),
    ("It is all at https://blog.example/anna?x=1.", &[(Link, "https://blog.example/anna?x=1")]),
    ("see www.annas-cakes.example/shop", &[(Link, "www.annas-cakes.example/shop")]),
    ("his shop is annas-cakes.co.uk", &[(Link, "annas-cakes.co.uk")]),
    ("our band is on annaband.com/live!", &[(Link, "annaband.com/live")]),
    ("pictures at onlyfans.com/annak", &[(Link, "onlyfans.com/annak")]),
    ("I live at 12 Rose Lane with him.", &[(Street, "12 Rose Lane")]),
    ("We moved to 221b Baker Street.", &[(Street, "221b Baker Street")]),
    ("12 baker street, you know it", &[(Street, "12 baker street")]),
    ("We live on Maple Drive.", &[(Street, "Maple Drive")]),
    ("I live at 4400 North Ocean Blvd", &[(Street, "4400 North Ocean Blvd")]),
    ("Ich wohne in der Rosenstraße 12.", &[(Street, "Rosenstraße 12")]),
    ("12 rue de la Paix, au troisième", &[(Street, "12 rue de la Paix")]),
    ("vivo en la calle Mayor 14", &[(Street, "calle Mayor 14")]),
    ("My postcode is SW1A 1AA.", &[(Street, "SW1A 1AA")]),
    ("I'm in Austin, TX 78701", &[(Street, "TX 78701")]),
    ("write to PO Box 1234", &[(Street, "PO Box 1234")]),
    ("It happened on 12/03/2024.", &[(Date, "12/03/2024")]),
    ("We married on 2019-06-14", &[(Date, "2019-06-14")]),
    ("am 14.06.19 war es", &[(Date, "14.06.19")]),
    ("our wedding was 14 June 2019", &[(Date, "14 June 2019")]),
    ("on June 14th, 2019 we met", &[(Date, "June 14th, 2019")]),
    ("on the 3rd of March he left", &[(Date, "3rd of March")]),
    ("Sept 9 is the day", &[(Date, "Sept 9")]),
    ("on the 5th of may he came", &[(Date, "5th of may")]),
    ("It was 1 May.", &[(Date, "1 May")]),
    ("am 3. Oktober 2020", &[(Date, "3. Oktober 2020")]),
    ("el 4 de julio de 2021", &[(Date, "4 de julio de 2021")]),
    ("le 1er janvier", &[(Date, "1er janvier")]),
    ("My name is Anna and I am lost.", &[(Name, "Anna")]),
    ("my name's anna", &[(Name, "anna")]),
    ("My full name is Anna Maria Kowalski.", &[(Name, "Anna Maria Kowalski")]),
    ("I’m called Zoë.", &[(Name, "Zoë")]),
    ("I am Anna from Leeds.", &[(Name, "Anna")]),
    ("My husband is called Peter, and he snores.", &[(Name, "Peter")]),
    ("My boyfriend Jean-Luc wants more.", &[(Name, "Jean-Luc")]),
    ("my ex, Thomas, came back", &[(Name, "Thomas")]),
    ("She is called Olga.", &[(Name, "Olga")]),
    ("There is a guy named Ravi at work.", &[(Name, "Ravi")]),
    ("His name is Björn.", &[(Name, "Björn")]),
    ("My boss Mr. Henderson flirts.", &[(Name, "Henderson")]),
    ("What should I do?\n\nLove,\nAnna", &[(Name, "Anna")]),
    ("What should I do?\nThank you, Anna x", &[(Name, "Anna")]),
    ("What now?\n- Miriam", &[(Name, "Miriam")]),
    ("Please just call me Sam.", &[(Name, "Sam")]),
    ("Ich heiße Greta.", &[(Name, "Greta")]),
    ("je m’appelle Chloé", &[(Name, "Chloé")]),
    ("Hola, me llamo Lucía", &[(Name, "Lucía")]),
    ("Меня нет, but his name is Иван!", &[(Name, "Иван")]),
    (
        "My name is Anna, 07700 900123, anna@mail.example",
        &[(Name, "Anna"), (Phone, "07700 900123"), (Mail, "anna@mail.example")],
    ),
];

const HARMLESS: [&str; 58] = [
    "",
    "I am 34.",
    "I am 34 and he is 41.",
    "We do it 2-3 times a week.",
    "He wants it 24/7.",
    "We did it on Sunday.",
    "It cost $1,299.00 last year.",
    "I paid 45.50 euros, about 50 pounds.",
    "We have been together since 2019.",
    "It began in March.",
    "Between 10 and 15 minutes, at most 20.",
    "He is 1.85 m and 90 kg.",
    "I give it 9/10, maybe 10/10.",
    "I work 9 to 5, 5 days a week.",
    "Maybe 3/4 of the time it hurts.",
    "My cycle is 28-32 days.",
    "I took 400 mg twice a day for 10 days.",
    "We tried positions 1, 2 and 3.",
    "My name is not important.",
    "my name is on the lease",
    "Call me old-fashioned, but I like it slow.",
    "Call me back when you can.",
    "My husband is kind.",
    "My husband, I think, is bored.",
    "My wife God bless her is patient.",
    "I am French and shy.",
    "I am from a small town.",
    "We met @ a party.",
    "He works at a school and at home.",
    "I look at him and smile.",
    "It is 2 hours on the way home.",
    "There is a bar 5 minutes down the road.",
    "We live in a flat in the city.",
    "my insta is private",
    "He never answers on WhatsApp.",
    "Is it him and/or me?",
    "I love her.It hurts.",
    "So... what now?",
    "e.g. when we kiss, i.e. every day",
    "Thank you, Confused",
    "Love,\nLonely in love",
    "Yours, Worried and tired",
    "Dear Mara, I have a question.",
    "He said: now. Then he left.",
    "It may 2 or 3 times be worse.",
    "12 of them may know.",
    "We had sex 3 times in 2 days.",
    "I counted 1000000 sheep.",
    "My partner and I have been married for 12 years.",
    "Our friends are called the odd couple.",
    "She's 28, I'm 55.",
    "I was 16 when it started, 10 years ago.",
    "The ratio is 60:40.",
    "At 05:30 he wakes me.",
    "My doctor said it was normal.",
    "He calls me names.",
    "Is Mr Right out there?",
    "日本では普通ですか。",
];

fn marked(text: &str) -> Vec<(GiveawayKind, &str)> {
    let mut found: Vec<_> =
        giveaways(text).iter().map(|g| (g.kind, &text[g.start..g.end])).collect();
    found.sort_unstable();
    found
}

#[test]
fn every_pattern_of_the_file_compiles() {
    let file: File =
        serde_json::from_str(include_str!("../../assets/rules/giveaway.json")).unwrap();
    assert_eq!(file.rules.len(), RULES.len());
    for Written { pattern, .. } in file.rules {
        // What JavaScript has otherwise, or not at all.
        for foreign in ["(?=", "(?!", "(?<", "(?i", r"\b", r"\w", r"\d", "\\\"", r"\-", "&&", "[["]
        {
            assert!(!pattern.contains(foreign), "{foreign} in {pattern}");
        }
    }
}

#[test]
fn what_gives_a_writer_away_is_marked_and_nothing_beside_it() {
    let sorted = |expected: &[(GiveawayKind, &'static str)]| {
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        expected
    };
    let wrong: Vec<_> =
        MARKED.iter().filter(|(text, expected)| marked(text) != sorted(expected)).collect();
    let wrong: Vec<_> = wrong.iter().map(|(text, _)| (text, marked(text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_many_people_could_say_is_not_marked() {
    let wrong: Vec<_> = HARMLESS
        .iter()
        .map(|text| (text, marked(text)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_text_full_of_giveaways_has_a_bounded_list_in_order() {
    let found = giveaways(&"a@b.example ".repeat(1_000));
    assert_eq!(found.len(), GIVEAWAYS_MAX);
    assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
}

proptest! {
    #[test]
    fn any_text_is_marked_on_the_boundaries_of_its_characters(text in "\\PC{0,400}") {
        for giveaway in giveaways(&text) {
            prop_assert!(giveaway.start < giveaway.end);
            prop_assert!(text.get(giveaway.start..giveaway.end).is_some());
        }
    }

    #[test]
    fn what_is_marked_alone_is_marked_within_any_words(before in "[a-z ]{0,40}", after in "[a-z ]{0,40}") {
        let text = format!("{before}. anna@mail.example, {after}");
        prop_assert!(marked(&text).contains(&(Mail, "anna@mail.example")));
    }
}
