const _: () = {
    use ::aws_operation::__private as __rt;
    impl __rt::Structure for ListProjects {
        const NAME: &'static __rt::str = "ListProjects";
        const MEMBERS: &'static [&'static __rt::str] = &[
            "AccountId",
            "NextToken",
            "Since",
            "Labels",
            "More",
        ];
        const BINDINGS: __rt::Bindings = &[
            (0, __rt::Label),
            (1, __rt::Query("nextToken")),
            (2, __rt::Query("Since")),
            (3, __rt::PrefixHeaders("x-amz-meta-")),
            (4, __rt::QueryParams),
        ];
    }
    #[automatically_derived]
    impl __rt::WriteMembers for ListProjects {
        fn write_members<__W: __rt::Writer>(&self, __w: &mut __W) -> __rt::Written<__W> {
            __w.member(0, __rt::member(&self.account_id).aws_in_label())?;
            __w.member(1, __rt::member(&self.next_token).aws_in_query())?;
            __rt::write_http_date::<Option<Timestamp>, _>(__w, 2, &self.since)?;
            __w.member(3, __rt::member(&self.labels).aws_in_map())?;
            __w.member(4, __rt::member(&self.more).aws_in_map())
        }
    }
    type __S = Service;
    impl __rt::Operation for ListProjects {
        type Service = <__S as __rt::Known<{ __rt::is_service::<__S>() }>>::Type;
        type Output = ListProjectsOutput;
        type Error = <Self::Service as __rt::Service>::Error;
        const META: &'static __rt::OperationMeta = &__rt::rest::<Self>("GET")
            .path(
                &[
                    __rt::Segment::Literal("/2020-11-20/projects/"),
                    __rt::Segment::Label(0),
                ],
            )
            .host_prefix(&[__rt::Segment::Label(0), __rt::Segment::Literal(".data.")])
            .readonly();
    }
    #[automatically_derived]
    impl __rt::Paginated for ListProjects {
        const INPUT_TOKEN: __rt::usize = 1;
        fn output_token(__output: &Self::Output) -> __rt::Option<__rt::PageToken> {
            __rt::PageToken::of(&__output.next_token)
        }
    }
    const __ARE_ITEMS: __rt::bool = __rt::are_items::<
        <<ListProjects as __rt::Operation>::Output as __rt::HasItems<
            7286335475966640663,
        >>::Field,
    >();
    #[automatically_derived]
    impl __rt::PaginatedItems for ListProjects {
        #[doc(hidden)]
        type Items = <<<Self as __rt::Operation>::Output as __rt::Known<
            __ARE_ITEMS,
        >>::Type as __rt::HasItems<7286335475966640663>>::Field;
        fn items(__output: Self::Output) -> Self::Items {
            <<<Self as __rt::Operation>::Output as __rt::Known<
                __ARE_ITEMS,
            >>::Type as __rt::HasItems<7286335475966640663>>::take_field(__output)
        }
    }
    impl ListProjects {
        ///Sends `ListProjects` and waits for its output.
        pub async fn send(&self, client: &__rt::Client) -> __rt::SendResult<Self> {
            __rt::output_of(self, __rt::run(self, client).await)
        }
        ///The signed request of `ListProjects`, unsent.
        pub async fn prepare(&self, client: &__rt::Client) -> __rt::PrepareResult<Self> {
            __rt::prepare(self, client).await
        }
        ///A URL that runs `ListProjects` for anyone who has it, until `ttl` has passed: at most 7 days.
        pub async fn presign(
            &self,
            client: &__rt::Client,
            ttl: __rt::Duration,
        ) -> __rt::PresignResult<Self> {
            __rt::presign(self, client, ttl).await
        }
        ///The pages of `ListProjects`, one call each.
        pub fn paginate<'__a>(self, client: &__rt::Client) -> __rt::Pages<'__a, Self>
        where
            Self: '__a,
        {
            __rt::Pages::new(self, client)
        }
    }
};
