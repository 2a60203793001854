//! Pages to begin from. Each is changed before it is published: what is ours to know stands there, and what is the
//! columnist's is asked for in brackets.

use crate::domain::PageStart;

/// The title of a page to begin from.
pub fn title(start: PageStart) -> &'static str {
    match start {
        PageStart::About => "About this column",
        PageStart::Imprint => "Imprint",
        PageStart::Terms => "Terms",
        PageStart::NotMedical => "This is not medical advice",
        PageStart::Age => "How old you should be",
    }
}

/// Its text, in Markdown.
pub fn text(start: PageStart) -> &'static str {
    match start {
        PageStart::About => ABOUT,
        PageStart::Imprint => IMPRINT,
        PageStart::Terms => TERMS,
        PageStart::NotMedical => NOT_MEDICAL,
        PageStart::Age => AGE,
    }
}

const ABOUT: &str = "\
You can ask here what is hard to ask aloud. You need no name, no address and no account.

I am [your name]. [Two or three sentences: who you are, and why people can trust you with this.]

## What happens to your letter

I read every letter. Some I answer in private, some here for all to read, and some I cannot answer. You choose \
whether yours may be printed. Before one is printed I take out what could show who wrote it.

After you send it you get seven words. Keep them: they lead you back to the answer.";

const IMPRINT: &str = "\
[Your name or the name of your publisher]\\\n[Street and number]\\\n[Town and country]

Write to: [an e-mail address]

Responsible for the content: [a name]

[Many countries have rules for this page. Look up those of yours.]";

const TERMS: &str = "\
- Send only what is yours to tell. Leave out the names of others.
- Do not send anything that breaks the law, or that is meant to hurt somebody.
- If your letter may be printed, you allow me to print it, shortened and changed so that nobody can tell who wrote it.
- You can take your letter back with your seven words. What is on the site by then, I take down when you ask.
- I cannot promise an answer to every letter.

[Anything else that holds for your column.]";

const NOT_MEDICAL: &str = "\
What stands here comes from one person who has listened to many people. It does not take the place of a doctor, a \
nurse, a therapist or a lawyer who knows you.

If something hurts, bleeds, or worries you, please see somebody who can look at it. You do not have to explain how it \
came about.

Do not stop or change a medicine because of what you read here.

If you are in danger, or think of ending your life, do not wait for an answer from me. [This page](/help) lists people \
who answer right away.";

const AGE: &str = "\
This column speaks plainly about sex, and it is written for adults. Please be [18] or older to read it and to ask.

If you are younger, there are people who are there for you and who will not be shocked. [This page](/help) lists some \
of them.";
