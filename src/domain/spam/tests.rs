use proptest::prelude::*;

use super::*;

/// What bots send to open forms, rewritten; with the rule that finds it when it is suspect.
const SPAM: &[(&str, SpamReason)] = {
    use SpamReason::*;
    &[
        ("[url=https://pills.example]Best pills[/url] great site!", Markup),
        ("Nice article! <a href=\"http://watches.example/\">replica watches</a>", Markup),
        ("[link=http://x.example]free[/link] and more and more to read about it", Markup),
        ("hello [url]http://casino.example[/url]", Markup),
        ("<script>alert(1)</script>", Scripts),
        (
            "\"><img src=x onerror=alert(document.cookie)><script src=//evil.example></script>",
            Scripts,
        ),
        ("<svg onload=alert(1)> javascript:alert(1) <iframe src=javascript:alert(2)>", Scripts),
        ("<iframe src=\"https://evil.example\"></iframe>", Scripts),
        (
            "Best sites: https://a.example https://b.example https://c.example https://d.example come and see",
            Links,
        ),
        (
            "https://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4 https://a.example/5 https://a.example/6",
            Links,
        ),
        ("Look here http://date-tonight.example", LinkAlone),
        ("https://win-big.example/?ref=8812", LinkAlone),
        ("Cool! best-pills.shop/now", LinkAlone),
        ("I was looking for this, thank you so much! www.dating-girls.example", LinkAlone),
        (
            "Dear Webmaster, we offer SEO packages that bring traffic to your website. Get the first page of Google, \
             100% safe, see our price list at https://rank.example today.",
            Advertisement,
        ),
        (
            "We provide guest post and dofollow backlink service on 4,000 health blogs with high domain authority. \
             Reply to sales@links.example for the price list and a big discount on your first order with us.",
            Advertisement,
        ),
        (
            "Online casino with no deposit bonus and 200 free spins for every new player! Join now and claim your \
             welcome gift before the end of the week at https://spin.example, poker and slots included.",
            Advertisement,
        ),
        (
            "Buy Viagra and Cialis online, no prescription, best price, discreet delivery to all countries in two \
             days. Order now: https://meds.example and get ten pills for free with every order that you make.",
            Advertisement,
        ),
        (
            "Earn up to 5000 dollars a week with our Bitcoin trading robot. Guaranteed, risk-free, no experience \
             needed at all. Crypto investment for everybody: contact us on Telegram @goldtrader and start.",
            Advertisement,
        ),
        (
            "My husband left me for another woman and I was sad until I met Dr Okolo, a real spell caster. He cast a \
             love spell and in 48 hours my husband came back to me. Contact him via email drokolo@temple.example or \
             WhatsApp +234 000 000 for help with your marriage today.",
            Advertisement,
        ),
        (
            "I want to thank Lady Mirabel, her spell temple saved my marriage, he loves me now more than before. If \
             you need a love spell text me on WhatsApp: +1 555 0100, contact him via email mirabel@temple.example, \
             she is guaranteed and click here for more stories from my friends and me about what she did.",
            Advertisement,
        ),
        (
            "Do you need to see your cheating partner's messages? Professional hacker and recovery expert, guaranteed \
             results, contact us via WhatsApp +44 7000 000000, low price, all phones supported, fast and clean.",
            Advertisement,
        ),
        (
            "Need money? Instant loan offer up to $500,000 at 3% without papers. Payday loan for everybody with bad \
             credit. Write to loans@fastcash.example today and have it tomorrow, guaranteed.",
            Advertisement,
        ),
        (
            "Buy followers and likes for all your accounts, cheapest on the market, best price, real people, visit our \
             shop at followers-best.example and get the first thousand with a big discount before Sunday.",
            Advertisement,
        ),
        (
            "Hello, I looked at your website and your online presence could be better. Our SEO experts improve it, \
             get started today with a free trial. Send your number to team@growth.example and we call you.",
            Advertisement,
        ),
        (
            "Join our Forex signal group on Telegram: @fxking, guaranteed profit every day, 90% winners, make money \
             from home while you sleep, limited offer for the first hundred members.",
            Advertisement,
        ),
        (
            "Hot girls in your town want to meet tonight. Escorts with photos and low price, visit our site \
             https://escorts.example, sign up now, limited time, it is free for men who come before midnight.",
            Advertisement,
        ),
    ]
};

/// What people write, with words and links that spam has too.
const HUMAN: &[&str] = &[
    "Is this normal? https://health.example/cycle",
    "My boyfriend sent me this, is it true? https://news.example/a and https://news.example/b",
    "Help",
    "test",
    "Can I buy viagra online without a prescription or is it dangerous? I'm 52 and I'm too ashamed to ask my doctor.",
    "My husband lost our savings in an online casino. He says it was the free spins that got him started. I found \
     https://casino.example in his history every night for a year. I still sleep next to him and I feel nothing. Do I \
     stay?",
    "He put our money into crypto, bitcoin mostly, because somebody on telegram told him it was guaranteed. It's gone. \
     We haven't touched each other since. How do I stop punishing him with my body?",
    "I work as an escort, two nights a week, my own website, my own rules. I've met a man I like. When do I tell him?",
    "I do SEO for a living so I know how this sounds, but my girlfriend does OnlyFans and she has more followers than \
     my whole agency. I'm proud and I'm jealous. Our friends click here and there and make jokes. What do I do?",
    "My mother in law believes in a love spell and paid a spell caster 400 euros so that I'd leave her son. She told me \
     herself, crying. Do I laugh? He doesn't know.",
    "Someone is blackmailing me with a video. He wrote from recovery@mail.example and wants bitcoin. A man on whatsapp \
     says he's a recovery expert and can get it deleted for 300. I'm 19 and I can't tell my parents.",
    "I read on a forum that you should use [b]lots[/b] of lube :) my wife disagrees",
    "My girlfriend is a web developer and says I'm her <script> tag, always running in the background. Is that love?",
    "We met on a dating site (loveboat.com). He wants my number on WhatsApp but I'd rather not. Am I cold?",
    "Sources, since you ask for them: https://a.example/1 https://a.example/2. I've read both and I still don't \
     understand why I bleed after. Two doctors shrugged.",
    "He buys pills at the gym. No box, no prescription, best price he says, and laughs. I've started counting them. \
     Should I say something or is it his body?",
    "I earn more than he does, he works from home and I come back at nine, and sex is one more item on the list.",
    "My wife sells weight loss tea and all she says in bed now is what she says on the phone. Limited offer, join now. \
     I miss her.",
    "Dear Sir/Madam, I am eighty-one and I have never seen myself naked in a mirror on purpose. Is it too late?",
    "¿Es normal que duela la primera vez? Tengo 19 y mi novio también.",
    "Ich bin 44 und schlafe seit zwei Jahren auf dem Sofa. Was soll ich tun?",
    "мне 30 и я боюсь сказать мужу",
    "lol my bf thinks the clit is a myth. pls confirm",
    "you can write to me at nobody@mail.example if it's easier. my husband reads my phone but not that",
    "I found your blog by chance and read your website all night. Thank you. Here's mine: I can't come with anyone in \
     the room.",
    "asdf",
    "My ex posts photos of me at https://pictures.example/a1 and https://pictures.example/a2 and \
     https://pictures.example/a3. I asked him to take them down. What can I do? I'm shaking while I type this.",
];

/// The demo's letters; the one that is filed as spam there is left out of them.
fn demo_letters(spam: bool) -> Vec<String> {
    let demo: serde_json::Value =
        serde_json::from_str(include_str!("../../../assets/demo/column.json")).unwrap();
    let letters = demo["letters"].as_array().unwrap();
    let chosen = letters.iter().filter(|letter| (letter["status"] == "spam") == spam);
    chosen.map(|letter| letter["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn spam_by_the_slow_lane_is_filed_with_its_reason() {
    assert!(SPAM.len() >= 25);
    for (text, reason) in SPAM {
        assert_eq!(looks_like_spam(text, true, 0), Some(*reason), "{text}");
    }
}

#[test]
fn most_spam_is_filed_by_whatever_way_it_came() {
    let found = SPAM.iter().filter(|(text, _)| looks_like_spam(text, false, 0).is_some()).count();
    assert!(found >= 20, "{found} of {}", SPAM.len());
    for text in demo_letters(true) {
        assert!(looks_like_spam(&text, false, 0).is_some(), "{text}");
    }
}

#[test]
fn no_letter_of_a_person_is_filed_as_spam() {
    let demo = demo_letters(false);
    assert!(demo.len() + HUMAN.len() >= 50);
    for text in demo.iter().map(String::as_str).chain(HUMAN.iter().copied()) {
        assert_eq!(looks_like_spam(text, false, 0), None, "{text}");
        assert_eq!(looks_like_spam(text, true, 0), None, "by the slow lane: {text}");
        assert_eq!(looks_like_spam(text, false, 2), None, "sent three times: {text}");
    }
}

#[test]
fn the_same_text_again_and_again_is_spam_sooner_by_the_slow_lane() {
    let text = HUMAN[6];
    assert_eq!(looks_like_spam(text, false, COPIES - 1), None);
    assert_eq!(looks_like_spam(text, false, COPIES), Some(SpamReason::Repeated));
    assert_eq!(looks_like_spam(text, true, COPIES_SUSPECT - 1), None);
    assert_eq!(looks_like_spam(text, true, COPIES_SUSPECT), Some(SpamReason::Repeated));
    assert_eq!(looks_like_spam("help me", false, 1_000), None);
    assert_eq!(looks_like_spam("help me", true, COPIES_SHORT_SUSPECT), Some(SpamReason::Repeated));
}

#[test]
fn copies_are_known_by_their_letters_alone() {
    assert_eq!(bare_text(" Hello,\n WORLD! 1"), "helloworld1");
    assert_eq!(bare_text("hello world 1..."), bare_text("Hello world – 1"));
    assert_ne!(bare_text("hello world 1"), bare_text("hello world 2"));
}

#[test]
fn a_missing_space_is_no_link() {
    for token in ["him.he", "no.live", "3.5", "e.g.", "...", "a.m.", "i.i", "so.me/he"] {
        assert!(!is_link(token), "{token}");
    }
    for token in ["pills.example", "(best-pills.shop/x)", "https://x", "www.x.y", "reddit.com,"] {
        assert!(is_link(token), "{token}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_judging_panic(text in any::<String>(), suspect: bool, copies: usize) {
        let _ = looks_like_spam(&text, suspect, copies);
        let _ = bare_text(&text);
    }

    #[test]
    fn odd_text_around_a_phrase_makes_nothing_panic(
        before in "\\PC{0,3}",
        after in "\\PC{0,3}",
        phrase in proptest::sample::select(OFFERS),
    ) {
        let _ = looks_like_spam(&format!("{before}{phrase}{after} whatsapp{after}"), true, 0);
    }

    #[test]
    fn what_is_filed_without_suspicion_is_filed_with_it(
        at in proptest::sample::select(SPAM),
        words in proptest::collection::vec("[a-z]{1,8}", 0..40),
        copies in 0_usize..6,
    ) {
        let text = format!("{} {}", at.0, words.join(" "));
        prop_assert!(looks_like_spam(&text, false, copies).is_none() || looks_like_spam(&text, true, copies).is_some());
    }
}
