//! The step between writing and sending.

pub const CHECK_TITLE: &str = "Before you send it";
pub const CHECK_LEAD: &str = "Your letter has not been sent yet, and nothing of it has been stored. Please look at this \
     first. You can change your letter, or send it just as it is.";
pub const CHECK_SEND: &str = "Send my letter as it is";
pub const CHECK_WORDS_HINT: &str = "They stay the same, whatever you change in your letter.";

pub const PASTED_TITLE: &str = "Are these the words of a receipt?";
pub const PASTED_TEXT: &str = "Your letter has seven words in a row that look like a receipt. Whoever reads them can \
     open the answer that they lead to. If they are a receipt, please take them out.";

pub const OFFERS_TITLE: &str = "Maybe this has been answered";
pub const OFFERS_TEXT: &str = "These answers in the column come close. Each opens in a new tab, and your letter stays \
     here.";
