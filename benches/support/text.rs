//! Letters in a made-up language, whose words are as unevenly common as those of a real one, and one in English.

/// Words of the language.
const WORDS: usize = 8_000;
/// Words of a letter: about 450 bytes.
const LETTER_WORDS: usize = 80;
/// Words of a title.
const TITLE_WORDS: usize = 5;
/// Words from here on are in no post.
const RARE: usize = 1_000_000;
const QUESTION: &str = include_str!("question.txt");
const SYLLABLES: [&str; 20] = [
    "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "wu", "ka",
    "re", "li", "no", "hu",
];

/// Random numbers that are the same in every run (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }

    /// From 0 up to 1.
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A rank between the two, each order of magnitude as likely as the next, which is Zipf's law.
    fn rank(&mut self, from: usize, to: usize) -> usize {
        let (from, to) = (from as f64, to as f64);
        (from * (to / from).powf(self.unit())) as usize
    }
}

/// A letter.
pub fn letter(dice: &mut Dice) -> String {
    let mut text = String::new();
    for i in 0..LETTER_WORDS {
        if i > 0 {
            text.push(if i % 16 == 0 { '\n' } else { ' ' });
        }
        text.push_str(&word(dice.rank(1, WORDS)));
    }
    text
}

/// An answer in Markdown of so many words: headings, emphasis, lists and links, as in a long post.
pub fn answer(dice: &mut Dice, words: usize) -> String {
    let mut text = String::new();
    for i in 0..words {
        let word = word(dice.rank(1, WORDS));
        match i % 60 {
            0 if i % 600 == 0 => text.push_str("\n\n## "),
            0 => text.push_str("\n\n"),
            1 if i % 600 == 1 => text.push_str("\n\n"),
            30 | 35 | 40 if i % 300 < 60 => text.push_str("\n- "),
            _ => text.push(' '),
        }
        match i % 25 {
            7 => text.push_str(&format!("*{word}*")),
            11 => text.push_str(&format!("**{word}**")),
            19 if i % 50 == 19 => text.push_str(&format!("[{word}](/posts/post-{i})")),
            _ => text.push_str(&word),
        }
    }
    text.trim().to_owned()
}

/// A letter in English, as a reader types it, with a word in each line that no other letter and no post has: no post
/// comes close to it, and what is learned from one letter does not tell everything of the next. About 540 bytes.
pub fn question(dice: &mut Dice) -> String {
    let lines =
        QUESTION.lines().map(|line| format!("{line} {}\n", word(dice.rank(RARE, usize::MAX))));
    lines.collect()
}

/// Two words that somebody may look for: neither the few that stand in every letter, nor unknown ones.
pub fn search(dice: &mut Dice) -> String {
    format!("{}+{}", word(dice.rank(10, 4_000)), word(dice.rank(10, 4_000)))
}

/// A title.
pub fn title(dice: &mut Dice) -> String {
    let words: Vec<String> = (0..TITLE_WORDS).map(|_| word(dice.rank(1, WORDS))).collect();
    words.join(" ")
}

/// The words that most posts have, so many of them.
pub fn common(words: usize) -> String {
    (1..=words).map(word).collect::<Vec<_>>().join("+")
}

/// The name of a tag.
pub fn tag(dice: &mut Dice) -> String {
    word(dice.rank(1, 40))
}

/// The word of a rank, the more common the shorter.
fn word(rank: usize) -> String {
    let mut rest = rank;
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
        if rest == 0 {
            return word;
        }
    }
}
