const _: () = {
    use ::aws_operation::__private as __rt;
    impl Status {
        /// The value on the wire.
        pub fn as_str(&self) -> &__rt::str {
            match self {
                Self::Ready => "READY",
                Self::Busy => "BUSY!",
                Self::Other(value) => value,
            }
        }
    }
    #[automatically_derived]
    impl __rt::From<&__rt::str> for Status {
        fn from(__value: &__rt::str) -> Self {
            match __rt::index_of(__value, &["READY", "BUSY!"]) {
                0 => Self::Ready,
                1 => Self::Busy,
                _ => Self::Other(::core::convert::Into::into(__value)),
            }
        }
    }
    #[automatically_derived]
    impl __rt::FromStr for Status {
        type Err = __rt::Infallible;
        fn from_str(__value: &__rt::str) -> __rt::Result<Self, Self::Err> {
            __rt::Ok(__rt::From::from(__value))
        }
    }
    #[automatically_derived]
    impl __rt::fmt::Display for Status {
        fn fmt(&self, __f: &mut __rt::fmt::Formatter<'_>) -> __rt::fmt::Result {
            __rt::fmt::Formatter::pad(__f, Self::as_str(self))
        }
    }
    #[automatically_derived]
    impl __rt::Serialize for Status {
        fn serialize<__S: __rt::Serializer>(
            &self,
            __serializer: __S,
        ) -> __rt::Result<__S::Ok, __S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    #[automatically_derived]
    impl<'de> __rt::Deserialize<'de> for Status {
        fn deserialize<__D: __rt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> __rt::Result<Self, __D::Error> {
            __rt::deserialize_text(__deserializer)
        }
    }
    impl __rt::PayloadMember for Status {
        const KIND: __rt::PayloadKind<Self> = __rt::text_payload();
    }
    #[doc(hidden)]
    impl __rt::LiteralDefault<&__rt::str> for Status {
        fn of(__value: &__rt::str) -> Self {
            __rt::From::from(__value)
        }
    }
};
