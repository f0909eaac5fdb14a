const _: () = {
    use ::aws_operation::__private as __rt;
    impl<T: Clone> AttributeValue<T> {
        ///The value, if this is `S`.
        #[inline]
        pub fn as_s(&self) -> __rt::Option<&String> {
            match self {
                Self::S(value) => __rt::Some(value),
                _ => __rt::None,
            }
        }
        ///The value, if this is `List`.
        #[inline]
        pub fn as_list(&self) -> __rt::Option<&Vec<T>> {
            match self {
                Self::List(value) => __rt::Some(value),
                _ => __rt::None,
            }
        }
    }
    #[automatically_derived]
    impl<T: Clone> __rt::Serialize for AttributeValue<T>
    where
        T: __rt::Serialize,
    {
        fn serialize<__S: __rt::Serializer>(
            &self,
            __serializer: __S,
        ) -> __rt::Result<__S::Ok, __S::Error> {
            match self {
                Self::S(__value) => {
                    __serializer
                        .serialize_newtype_variant("AttributeValue", 0, "S", __value)
                }
                Self::List(__value) => {
                    __serializer
                        .serialize_newtype_variant("AttributeValue", 1, "L", __value)
                }
                Self::Unknown(__name) => {
                    __rt::Err(
                        __rt::unknown_member::<__S::Error>("AttributeValue", __name),
                    )
                }
            }
        }
    }
    impl<T: Clone> __rt::PayloadMember for AttributeValue<T>
    where
        T: __rt::Serialize,
    {
        const KIND: __rt::PayloadKind<Self> = __rt::union_payload();
    }
    #[doc(hidden)]
    impl<T: Clone> __rt::ReadUnion for AttributeValue<T>
    where
        T: __rt::DeserializeOwned,
    {
        const NAME: &'static __rt::str = "AttributeValue";
        const MEMBERS: &'static [&'static __rt::str] = &["S", "L"];
        fn read_member<'de, __R: __rt::MemberReader<'de>>(
            __place: __rt::usize,
            __reader: &mut __R,
        ) -> __rt::Result<__rt::Option<Self>, __R::Error> {
            match __place {
                0 => __rt::Ok(__reader.value::<String>()?.map(Self::S)),
                1 => __rt::Ok(__reader.value::<Vec<T>>()?.map(Self::List)),
                _ => __rt::Ok(__rt::None),
            }
        }
        fn unknown(__name: &__rt::str) -> __rt::Option<Self> {
            __rt::Some(Self::Unknown(::core::convert::Into::into(__name)))
        }
    }
    #[automatically_derived]
    impl<'de, T: Clone> __rt::Deserialize<'de> for AttributeValue<T>
    where
        T: __rt::DeserializeOwned,
    {
        fn deserialize<__D: __rt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> __rt::Result<Self, __D::Error> {
            __rt::deserialize_union(__deserializer)
        }
    }
};
