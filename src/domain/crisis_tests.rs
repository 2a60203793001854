use proptest::prelude::*;

use super::CrisisKind::{ChildInDanger, SelfHarm, Violence};
use super::*;

/// A sentence, and a danger that it speaks of; it may speak of others too.
const CRIES: [(&str, CrisisKind); 92] = [
    ("I want to kill myself.", SelfHarm),
    ("Sometimes I want to die.", SelfHarm),
    ("I just wanna die", SelfHarm),
    ("I have suicidal thoughts since he left.", SelfHarm),
    ("I tried to end my life last year.", SelfHarm),
    ("I think about ending it all.", SelfHarm),
    ("I cut myself when we fight.", SelfHarm),
    ("I started cutting my arms again.", SelfHarm),
    ("I self-harm and he does not know.", SelfHarm),
    ("I wish I was dead.", SelfHarm),
    ("I wish I’d never been born", SelfHarm),
    ("Everyone would be better off without me.", SelfHarm),
    ("I don’t want to live anymore.", SelfHarm),
    ("I don't want to be here any more", SelfHarm),
    ("i cant go on", SelfHarm),
    ("There is no reason to live.", SelfHarm),
    ("I took all my pills last night.", SelfHarm),
    ("I keep thinking of jumping off a bridge.", SelfHarm),
    ("I overdosed once before.", SelfHarm),
    ("I am planning to hang myself", SelfHarm),
    ("life isn't worth living", SelfHarm),
    ("He says he will kill himself if I leave.", SelfHarm),
    ("Quiero morirme.", SelfHarm),
    ("No quiero vivir así", SelfHarm),
    ("Ich will nicht mehr leben.", SelfHarm),
    ("Ich denke an Selbstmord", SelfHarm),
    ("Ich möchte sterben.", SelfHarm),
    ("J’ai envie de mourir.", SelfHarm),
    ("je veux me tuer", SelfHarm),
    ("My husband hits me.", Violence),
    ("He beat me up last week.", Violence),
    ("my boyfriend sometimes slaps me when he drinks", Violence),
    ("He has strangled me twice.", Violence),
    ("He choked me until I passed out", Violence),
    ("My ex threatened to kill me.", Violence),
    ("I was raped at a party.", Violence),
    ("he raped me", Violence),
    ("I was sexually assaulted by a friend.", Violence),
    ("He forces himself on me.", Violence),
    ("She made me have sex with her.", Violence),
    ("He did it while I was asleep.", Violence),
    ("It was without my consent.", Violence),
    ("He took off the condom secretly.", Violence),
    ("I said no but he kept going", Violence),
    ("I am afraid of my husband.", Violence),
    ("He won’t let me leave the house.", Violence),
    ("He locks me in.", Violence),
    ("He held a knife at me", Violence),
    ("He threatens to share my nudes.", Violence),
    ("My ex is stalking me.", Violence),
    ("I am in an abusive relationship.", Violence),
    ("my drink was spiked", Violence),
    ("They want to marry me off.", Violence),
    ("I want to kill my husband.", Violence),
    ("he gets violent when he drinks", Violence),
    ("he doesn't take no for an answer and won't take no", Violence),
    ("My wife punches me.", Violence),
    ("He hit me hard that night.", Violence),
    ("He beats me in front of the kids.", Violence),
    ("My husband will kill me if he finds out.", Violence),
    ("He forced me.", Violence),
    ("I was forced into it", Violence),
    ("I do not feel safe at home.", Violence),
    ("He had sex with me when I was too drunk.", Violence),
    ("he hurt me physically", Violence),
    ("He grabbed me by the throat.", Violence),
    ("Mi marido me pega.", Violence),
    ("me violó mi ex", Violence),
    ("Er schlägt mich.", Violence),
    ("Ich wurde vergewaltigt.", Violence),
    ("Mon mari me frappe.", Violence),
    ("Il m’a violée.", Violence),
    ("Er zwingt mich dazu", Violence),
    ("My stepdad touches me at night.", ChildInDanger),
    ("My uncle touched me when I was eight.", ChildInDanger),
    ("I am 13 and he is 20.", ChildInDanger),
    ("im 14 and my boyfriend wants nudes", ChildInDanger),
    ("I'm twelve years old.", ChildInDanger),
    ("I think he touches my daughter.", ChildInDanger),
    ("My daughter told me that he touched her.", ChildInDanger),
    ("I was abused as a child.", ChildInDanger),
    ("I am attracted to children.", ChildInDanger),
    ("My teacher kissed me after class.", ChildInDanger),
    ("My husband beats our kids.", ChildInDanger),
    ("I found child porn on his computer.", ChildInDanger),
    ("He is grooming a girl, he grooms my little sister", ChildInDanger),
    ("I am afraid I’ll hurt my baby.", ChildInDanger),
    ("my son is being abused", ChildInDanger),
    ("Tengo 13 años y él 25.", ChildInDanger),
    ("Ich bin 13 und er ist 30.", ChildInDanger),
    ("J’ai 14 ans.", ChildInDanger),
    ("il touche ma fille", ChildInDanger),
];

const SOUNDS: [&str; 82] = [
    "",
    "My feet are killing me.",
    "The suspense is killing me!",
    "I'd kill for a nap.",
    "I'm dying to know what you think.",
    "His cooking is to die for.",
    "I nearly died of embarrassment.",
    "I could have died laughing.",
    "It kills the mood.",
    "The pill killed my libido.",
    "He is killing it at work.",
    "My mum will kill me if she finds out.",
    "We watched Suicide Squad.",
    "That would be career suicide.",
    "I cut myself shaving down there.",
    "He beats me at chess.",
    "It beats me why.",
    "He hit on me at a bar.",
    "Hit me up any time.",
    "Then it hit me: I love her.",
    "He was hitting on my sister.",
    "It hurts when we have sex.",
    "Sex hurts me a little.",
    "My back hurts.",
    "Is a rape fantasy normal?",
    "We like role play and rope.",
    "I ask him to spank me.",
    "He spanks me because I asked him to.",
    "I want to be choked, is it safe?",
    "My inner child is happy.",
    "We have two children and no time.",
    "I'm 14 weeks pregnant.",
    "I am 15 kilos heavier than before.",
    "I'm 45 and he's 50.",
    "I am 34 years old.",
    "My son is 12 and asks about sex.",
    "How do I talk to my daughter about puberty?",
    "Our dead bedroom makes me sad.",
    "I am dead tired after work.",
    "Drop-dead gorgeous.",
    "He stabbed me in the back with that lie.",
    "She shot me a look.",
    "He jumped the gun.",
    "I am afraid of losing him.",
    "I'm scared to tell him what I like.",
    "He won't let me pay for dinner.",
    "I can't live without chocolate.",
    "I never want to be apart.",
    "I want to be tied up.",
    "He gave me a hickey on my neck.",
    "My period is heavy.",
    "I took a pill for the headache.",
    "We had a break of a year.",
    "She is younger than me.",
    "He pushes my buttons.",
    "I want to live alone.",
    "How long should it last?",
    "My teacher training is stressful.",
    "Our first kiss was on a bridge.",
    "Can she take it all?",
    "I don't want to live with him yet.",
    "We want sex with the kids in the house.",
    "How do we have sex with a baby in the room?",
    "My wife sleeps with our son in her bed.",
    "He won't let me go down on him.",
    "She won't let me see her naked.",
    "He kisses me on the neck and bites.",
    "I send nudes to my boyfriend.",
    "I said no and he was lovely about it.",
    "When I was drunk I kissed a friend.",
    "He hurt me so much when he left.",
    "It keeps me in the mood.",
    "We ran 5 kms.",
    "Is it not safe while pregnant?",
    "It made me have doubts.",
    "I was hit on all night.",
    "My dad is going to die soon.",
    "I think he is happier without me.",
    "I am ten years older than him.",
    "Mein Mann ist müde.",
    "Mon mari est gentil.",
    "Mi novio es tímido.",
];

fn kinds(text: &str) -> Vec<CrisisKind> {
    crisis(text).map_or_else(Vec::new, |crisis| crisis.kinds().to_vec())
}

#[test]
fn every_pattern_of_the_file_compiles() {
    let file: File = serde_json::from_str(include_str!("../../assets/rules/crisis.json")).unwrap();
    assert_eq!((file.harmless.len(), file.rules.len()), (HARMLESS.len(), DANGER.len()));
    let rules = file.rules.into_iter().map(|rule| rule.pattern);
    for pattern in rules.chain(file.harmless.into_iter().map(|rule| rule.pattern)) {
        // What JavaScript has otherwise, or not at all; and the apostrophe that never reaches the rules.
        for foreign in ["(?=", "(?!", "(?<", "(?i", r"\b", r"\w", r"\d", r"\-", "&&", "[[", "’"] {
            assert!(!pattern.contains(foreign), "{foreign} in {pattern}");
        }
    }
}

#[test]
fn the_patterns_are_in_lower_case_as_the_text_is() {
    let file: File = serde_json::from_str(include_str!("../../assets/rules/crisis.json")).unwrap();
    let rules = file.rules.into_iter().map(|rule| rule.pattern);
    for pattern in rules.chain(file.harmless.into_iter().map(|rule| rule.pattern)) {
        assert_eq!(pattern, pattern.to_lowercase());
    }
    assert_eq!(kinds("I WANT TO KILL MYſELF, Él Me Pegó"), [SelfHarm, Violence]);
}

#[test]
fn words_of_danger_are_heard() {
    let missed: Vec<_> = CRIES.iter().filter(|(text, kind)| !kinds(text).contains(kind)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn words_that_only_sound_like_danger_are_not() {
    let heard: Vec<_> = SOUNDS
        .iter()
        .map(|text| (text, kinds(text)))
        .filter(|(_, kinds)| !kinds.is_empty())
        .collect();
    assert!(heard.is_empty(), "{heard:#?}");
}

#[test]
fn danger_is_heard_beside_words_that_only_sound_like_it() {
    assert_eq!(kinds("The suspense is killing me, and I want to kill myself."), [SelfHarm]);
    assert_eq!(kinds("He beats me at chess, and then he beats me."), [Violence]);
}

proptest! {
    #[test]
    fn danger_is_heard_within_any_words(before in "[a-z]{1,9}( [a-z]{1,9}){0,5}", after in "[a-z ]{0,40}") {
        let text = format!("{before}. I want to kill myself. {after}");
        prop_assert!(kinds(&text).contains(&SelfHarm));
    }

    #[test]
    fn any_text_is_looked_through(text in "\\PC{0,400}") {
        let _ = crisis(&text);
    }
}
