#[allow(dead_code, deprecated, unused_qualifications, unused_variables)]
const _: () = {
    use ::aws_operation::__private as __rt;
    impl __rt::Structure for PutItem {
        const NAME: &'static str = "PutItem";
        const MEMBERS: &'static [&'static str] = &[
            "TableName",
            "Item",
            "Expires",
            "ConditionExpression",
            "ReturnValues",
        ];
    }
    impl __rt::WriteMembers for PutItem {
        fn write_members<__W: __rt::MemberWriter>(
            &self,
            __writer: &mut __W,
        ) -> __rt::Result<(), __W::Error> {
            __writer.member::<String>(0, &self.table_name)?;
            __writer.member::<HashMap<String, AttributeValue>>(1, &self.item)?;
            __rt::write_epoch_seconds::<Timestamp, _>(__writer, 2, &self.expires)?;
            __writer.member::<Option<String>>(3, &self.condition_expression)?;
            __writer.member::<Option<ReturnValue>>(4, &self.returned)
        }
    }
    impl __rt::Operation for PutItem {
        type Service = DynamoDb;
        type Output = PutItemOutput;
        type Error = <Self::Service as __rt::Service>::Error;
        const META: &'static __rt::OperationMeta = &__rt::meta("PutItem");
    }
    impl PutItem {
        ///Sends `PutItem` and waits for the answer.
        pub async fn send(
            &self,
            client: &__rt::Client,
        ) -> __rt::Result<
            __rt::Response<PutItemOutput>,
            __rt::SendError<<Self as __rt::Operation>::Error>,
        > {
            __rt::service::<<Self as __rt::Operation>::Service>().has_no_paths();
            __rt::send(self, client).await
        }
    }
};
