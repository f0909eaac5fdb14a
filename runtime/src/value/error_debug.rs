//! `Debug` of errors. A program prints the error that its `main` returns by `{:?}`.

/// `Debug` of an error type: `{:?}` reads like `Display`, `{:#?}` shows the structure, with the names given here. An
/// error that is only the cause of others (`text`) is always shown by its text, so that its name stays internal.
macro_rules! debug_like_display {
    (enum $Type:ident { $($Variant:ident $(($($item:ident),+))? $({ $($field:ident),+ })?),+ $(,)? }) => {
        impl ::std::fmt::Debug for $Type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                if !f.alternate() {
                    return ::std::fmt::Display::fmt(self, f);
                }
                match self {
                    $(Self::$Variant $(($($item),+))? $({ $($field),+ })? => {
                        debug_like_display!(@structure f, $Variant $(($($item),+))? $({ $($field),+ })?)
                    })+
                }
            }
        }
    };
    (struct $Type:ident $(($($item:ident),+))? $({ $($field:ident),+ })?) => {
        impl ::std::fmt::Debug for $Type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                if !f.alternate() {
                    return ::std::fmt::Display::fmt(self, f);
                }
                let Self $(($($item),+))? $({ $($field),+ })? = self;
                debug_like_display!(@structure f, $Type $(($($item),+))? $({ $($field),+ })?)
            }
        }
    };
    (text $Type:ident) => {
        impl ::std::fmt::Debug for $Type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self, f)
            }
        }
    };
    (@structure $f:ident, $name:ident) => { $f.write_str(stringify!($name)) };
    (@structure $f:ident, $name:ident ($($item:ident),+)) => {
        $f.debug_tuple(stringify!($name))$(.field($item))+.finish()
    };
    (@structure $f:ident, $name:ident { $($field:ident),+ }) => {
        $f.debug_struct(stringify!($name))$(.field(stringify!($field), $field))+.finish()
    };
}

pub(crate) use debug_like_display;
