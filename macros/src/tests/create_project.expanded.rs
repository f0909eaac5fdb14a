const _: () = {
    use ::aws_operation::__private as __rt;
    impl __rt::Structure for CreateProject {
        const NAME: &'static __rt::str = "CreateProject";
        const MEMBERS: &'static [&'static __rt::str] = &["ProjectName", "ClientToken"];
        const BINDINGS: __rt::Bindings = &[(1, __rt::Header("x-amzn-client-token"))];
    }
    #[automatically_derived]
    impl __rt::WriteMembers for CreateProject {
        fn write_members<__W: __rt::Writer>(&self, __w: &mut __W) -> __rt::Written<__W> {
            __w.member::<String>(0, &self.project_name)?;
            __w.member(1, __rt::member(&self.client_token).aws_in_header())
        }
    }
    #[automatically_derived]
    impl __rt::ReadMembers for CreateProject {
        fn read_members<'de, __R: __rt::MemberReader<'de>>(
            __reader: &mut __R,
        ) -> __rt::Result<Self, __R::Error> {
            let mut __found = (__rt::None, __rt::None);
            while let __rt::Some(__place) = __reader.next_member()? {
                match __place {
                    0 => __rt::keep(&mut __found.0, __reader.value::<String>()),
                    _ => __rt::keep(&mut __found.1, __reader.value::<Option<String>>()),
                }?;
            }
            __rt::Ok(Self {
                project_name: __reader.finish::<String>(0, __found.0)?,
                client_token: __reader.finish::<Option<String>>(1, __found.1)?,
            })
        }
    }
    type __S = Service;
    impl __rt::Operation for CreateProject {
        type Service = <__S as __rt::Known<{ __rt::is_service::<__S>() }>>::Type;
        type Output = CreateProjectOutput;
        type Error = <Self::Service as __rt::Service>::Error;
        const META: &'static __rt::OperationMeta = &__rt::rest::<Self>("POST")
            .path(&[__rt::Segment::Literal("/2020-11-20/projects")])
            .token(__rt::token_index::<Option<String>>(1));
    }
    impl CreateProject {
        ///Sends `CreateProject` and waits for its output.
        pub async fn send(&self, client: &__rt::Client) -> __rt::SendResult<Self> {
            __rt::output_of(self, __rt::run(self, client).await)
        }
        ///The signed request of `CreateProject`, unsent.
        pub async fn prepare(&self, client: &__rt::Client) -> __rt::PrepareResult<Self> {
            __rt::prepare(self, client).await
        }
        ///A URL that runs `CreateProject` for anyone who has it, until `ttl` has passed: at most 7 days.
        pub async fn presign(
            &self,
            client: &__rt::Client,
            ttl: __rt::Duration,
        ) -> __rt::PresignResult<Self> {
            __rt::presign(self, client, ttl).await
        }
    }
};
