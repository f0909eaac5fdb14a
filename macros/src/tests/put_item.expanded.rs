const _: () = {
    use ::aws_operation::__private as __rt;
    impl __rt::Structure for PutItem {
        const NAME: &'static __rt::str = "PutItem";
        const MEMBERS: &'static [&'static __rt::str] = &[
            "TableName",
            "Item",
            "Expires",
            "ConditionExpression",
            "ReturnValues",
        ];
    }
    #[automatically_derived]
    impl __rt::WriteMembers for PutItem {
        fn write_members<__W: __rt::Writer>(&self, __w: &mut __W) -> __rt::Written<__W> {
            __w.member::<String>(0, &self.table_name)?;
            __w.member::<HashMap<String, AttributeValue>>(1, &self.item)?;
            __rt::write_epoch_seconds::<Timestamp, _>(__w, 2, &self.expires)?;
            __w.member::<Option<String>>(3, &self.condition_expression)?;
            __w.member::<Option<ReturnValue>>(4, &self.returned)
        }
    }
    type __S = DynamoDb;
    impl __rt::Operation for PutItem {
        type Service = <__S as __rt::Known<{ __rt::is_service::<__S>() }>>::Type;
        type Output = PutItemOutput;
        type Error = <Self::Service as __rt::Service>::Error;
        const META: &'static __rt::OperationMeta = &__rt::rpc::<Self>();
    }
    impl PutItem {
        ///Sends `PutItem` and waits for its output.
        pub async fn send(&self, client: &__rt::Client) -> __rt::SendResult<Self> {
            __rt::has_maps::<Self>();
            __rt::output_of(self, __rt::run(self, client).await)
        }
        ///The signed request of `PutItem`, unsent.
        pub async fn prepare(&self, client: &__rt::Client) -> __rt::PrepareResult<Self> {
            __rt::prepare(self, client).await
        }
        ///A URL that runs `PutItem` for anyone who has it, until `ttl` has passed: at most 7 days.
        pub async fn presign(
            &self,
            client: &__rt::Client,
            ttl: __rt::Duration,
        ) -> __rt::PresignResult<Self> {
            __rt::presign(self, client, ttl).await
        }
    }
};
