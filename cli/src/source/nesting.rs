//! The limit for the nesting of Rust code: the parser recurses for each level, and would overflow the stack.

use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream};

/// The maximum depth of brackets, generic arguments and prefix operators within each other.
const MAX_DEPTH: usize = 1000;

/// The tokens of a group that is being visited.
struct Level {
    tokens: token_stream::IntoIter,
    /// The generic arguments that are open.
    angles: usize,
    /// The prefix operators directly before the next token.
    prefixes: usize,
}

impl Level {
    fn new(tokens: TokenStream) -> Self {
        Self { tokens: tokens.into_iter(), angles: 0, prefixes: 0 }
    }

    /// Counts a token that is not a group; `after` is the character before it.
    fn count(&mut self, token: &TokenTree, after: Option<char>) {
        let sign = match token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match sign {
            '<' => self.angles += 1,
            // `->` and `=>` close nothing.
            '>' if !matches!(after, Some('-' | '=')) => self.angles = self.angles.saturating_sub(1),
            ';' => self.angles = 0,
            _ => {}
        }
        self.prefixes = if matches!(sign, '&' | '*' | '-' | '!' | '|') { self.prefixes + 1 } else { 0 };
    }
}

/// Checks the nesting of a file's code before it is parsed. Text that is not Rust is left to the parser.
pub(crate) fn check_nesting(text: &str) -> syn::Result<()> {
    let rest = || text.split_once('\n').map_or("", |(_, rest)| rest);
    // A shebang line is not Rust.
    let Ok(tokens) = text.parse::<TokenStream>().or_else(|_| rest().parse()) else { return Ok(()) };
    let mut levels = vec![Level::new(tokens)];
    let mut after = None;
    while let Some(level) = levels.last_mut() {
        let Some(token) = level.tokens.next() else {
            levels.pop();
            continue;
        };
        level.count(&token, after);
        after = match &token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        let depth: usize = levels.iter().map(|level| 1 + level.angles + level.prefixes).sum();
        if depth > MAX_DEPTH {
            let problem = format!("the code is nested deeper than {MAX_DEPTH} levels");
            return Err(syn::Error::new(token.span(), problem));
        }
        if let TokenTree::Group(group) = token
            && group.delimiter() != Delimiter::None
        {
            levels.push(Level::new(group.stream()));
        }
    }
    Ok(())
}
