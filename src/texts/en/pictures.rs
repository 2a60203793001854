//! What is said about a picture that was sent.

use crate::domain::{
    PICTURE_BYTES_MAX, PICTURE_MEMORY_BYTES_MAX, PICTURE_PIXELS_MAX, PICTURE_SIDE_MAX,
    PictureProblem,
};
use crate::texts::en::common::number;

/// Bytes of a megabyte, and pixels of a megapixel.
const MILLION: usize = 1_000_000;

/// Beside a picture that moved before it was sent.
pub const STANDS_STILL: &str =
    "This picture moved. It stands still here: its first image was kept.";

/// Why a file was not taken, and what to do.
pub fn problem(problem: PictureProblem) -> String {
    match problem {
        PictureProblem::TooManyBytes => format!(
            "This file is too large: {} MB at the most. Save the picture smaller and try again.",
            PICTURE_BYTES_MAX / MILLION
        ),
        PictureProblem::TooLong => format!(
            "This picture is too long or too wide: {} pixels at the most on its longer side. Cut it in two, or make it smaller.",
            number(PICTURE_SIDE_MAX as usize)
        ),
        PictureProblem::TooManyPixels => format!(
            "This picture is too large: {} megapixels at the most. Make it smaller and try again.",
            PICTURE_PIXELS_MAX as usize / MILLION
        ),
        PictureProblem::TooMuchMemory => format!(
            "To open this picture would take more than {} MB of memory. Save it as a plain JPEG, or make it smaller.",
            PICTURE_MEMORY_BYTES_MAX >> 20
        ),
        PictureProblem::NoPicture => {
            "This file is not a picture. JPEG, PNG, WebP and GIF are taken.".to_owned()
        }
        PictureProblem::OtherKind(name) => format!(
            "This is a picture of the kind {name}, which not every reader can see. Save it as JPEG or PNG and send that."
        ),
        PictureProblem::Broken => {
            "This picture is damaged, or a part of it is missing. Save it anew, or try the original.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beyond_a_limit_is_told_the_limit() {
        assert!(problem(PictureProblem::TooManyBytes).contains("20 MB"));
        assert!(problem(PictureProblem::TooManyPixels).contains("50 megapixels"));
        let text = problem(PictureProblem::TooLong);
        assert!(text.contains("20,000 pixels"), "{text}");
        assert!(problem(PictureProblem::TooMuchMemory).contains("400 MB"));
        assert!(problem(PictureProblem::OtherKind("HEIC")).contains("HEIC"));
    }
}
