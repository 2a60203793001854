//! What search engines are asked to leave alone.

/// Places that are of no use to them: the desk, what is one reader's alone, and answers to what somebody typed.
const LEFT_ALONE: [&str; 3] = ["/desk/", "/receipt/", "/search?"];

/// The file `robots.txt`.
pub fn robots(origin: &str) -> String {
    let left: String = LEFT_ALONE.iter().map(|path| format!("Disallow: {path}\n")).collect();
    format!("User-agent: *\n{left}\nSitemap: {origin}/sitemap.xml\n")
}
