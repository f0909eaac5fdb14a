//! The table of operation names: facts that AWS's models lack.
//!
//! The models mark 2,405 of 8,429 operations that only read, and none of DynamoDB, SQS, IAM, KMS and Secrets Manager.
//! Reviewed for every model of botocore 1.44.8, by reading the lists of operations that a prefix matches. Operations in
//! doubt are left out, which costs a retry but never causes a second effect.

/// Operations whose names begin with these words only read.
pub(super) const READONLY_PREFIXES: [&str; 18] = [
    "AdminGet",
    "AdminList",
    "BatchCheck",
    "BatchDescribe",
    "BatchGet",
    "Check",
    "Count",
    "Describe",
    "Filter",
    "Get",
    "Head",
    "List",
    "Lookup",
    "Query",
    "Scan",
    "Search",
    "Select",
    "TransactGet",
];

/// Operations whose names begin with these words are idempotent, unless they are conditional.
pub(super) const IDEMPOTENT_PREFIXES: [&str; 7] =
    ["AddTags", "BatchDelete", "CreateTags", "Delete", "RemoveTags", "Tag", "Untag"];

/// Parts of the names of members that make a call conditional, in lower case. For example, a `DeleteItem` of DynamoDB
/// with `ConditionExpression` can release a lock, and repeating it fails.
pub(super) const CONDITIONS: [&str; 7] =
    ["changetoken", "condition", "currentapplicationversion", "currentversion", "expected", "locktoken", "revisionid"];

/// Other operations that are idempotent, conditional or not.
pub(super) const IDEMPOTENT: [(&str, &[&str]); 1] = [
    // The same bytes at the same key or part. In a bucket with versions, a second run may add a version of the same
    // content, or a delete marker that has no further effect. If a condition is false only because of the first run,
    // the runtime finds that out (its `call/settle.rs`).
    ("S3", &["CopyObject", "DeleteObjects", "PutObject", "UploadPart", "UploadPartCopy"]),
];

/// Operations that may have an effect each time, whatever their names or the model say; by service ID.
pub(super) const NOT_IDEMPOTENT: [(&str, &[&str]); 54] = [
    // Named like a read, but consume, send, start or create something, or are billed for each result.
    ("AppConfigData", &["GetLatestConfiguration"]),
    ("Cognito Identity", &["GetId", "GetOpenIdTokenForDeveloperIdentity"]),
    (
        "Cognito Identity Provider",
        &["GetClientToken", "GetDerivedToken", "GetTokensFromRefreshToken", "GetUserAttributeVerificationCode"],
    ),
    ("EC2", &["GetFlowLogsIntegrationTemplate"]),
    ("FraudDetector", &["GetEventPrediction"]),
    ("ImportExport", &["GetShippingLabel"]),
    ("Inspector", &["GetAssessmentReport"]),
    ("IoT", &["ConfirmTopicRuleDestination"]),
    ("IoT Wireless", &["GetPositionEstimate"]),
    ("Kinesis Video Archived Media", &["GetDASHStreamingSessionURL", "GetHLSStreamingSessionURL"]),
    ("KMS", &["GetParametersForImport"]),
    ("License Manager", &["CheckInLicense"]),
    ("Payment Cryptography", &["GetCertificateSigningRequest", "GetParametersForExport", "GetParametersForImport"]),
    ("SageMaker", &["GetScalingConfigurationRecommendation"]),
    ("SESv2", &["GetEmailAddressInsights"]),
    ("SFN", &["GetActivityTask"]),
    ("SocialMessaging", &["GetWhatsAppMessageMedia"]),
    ("STS", &["GetDelegatedAccessToken"]),
    ("Support", &["GetAttachmentUploadLinks"]),
    ("XRay", &["GetSamplingTargets"]),
    // Named like a deletion, but delete the latest version, fail if repeated, or commit or send something.
    ("AppRunner", &["DeleteAutoScalingConfiguration", "DeleteObservabilityConfiguration"]),
    ("CodeCommit", &["DeleteFile"]),
    ("ivschat", &["DeleteMessage"]),
    ("License Manager", &["DeleteGrant", "DeleteLicense"]),
    ("MediaLive", &["StartDeleteMonitorDeployment"]),
    ("SageMaker", &["DeleteImageVersion"]),
    // Marked in the model, but each call without a name or token from the caller creates another resource.
    ("Abuse Signal", &["CreateAbuseReport"]),
    ("ACM PCA", &["CreateCertificateAuthority", "CreateCertificateAuthorityAuditReport", "IssueCertificate"]),
    ("Backup", &["StartScanJob"]),
    ("BackupSearch", &["StartSearchJob", "StartSearchResultExportJob"]),
    ("Bedrock Agent Runtime", &["CreateInvocation", "CreateSession"]),
    ("Bedrock Data Automation", &["InvokeBlueprintOptimizationAsync"]),
    (
        "CleanRoomsML",
        &[
            "CreateTrainedModel",
            "StartAudienceExportJob",
            "StartAudienceGenerationJob",
            "StartTrainedModelExportJob",
            "StartTrainedModelInferenceJob",
        ],
    ),
    ("Cloud9", &["CreateEnvironmentEC2"]),
    ("CloudFormation", &["PublishType", "RegisterType", "TestType"]),
    ("CloudTrail", &["StartDashboardRefresh", "StartQuery"]),
    ("CodeCatalyst", &["CreateDevEnvironment"]),
    ("ConnectCases", &["CreateRelatedItem"]),
    ("ConnectHealth", &["CreateDomain"]),
    ("deadline", &["StartSessionsStatisticsAggregation"]),
    ("Glue", &["StartDataQualityRuleRecommendationRun", "StartDataQualityRulesetEvaluationRun"]),
    ("Inspector2", &["CreateSbomExport"]),
    ("IoT Managed Integrations", &["SendConnectorEvent"]),
    ("Lex Models V2", &["StartBotResourceGeneration", "StartTestSetGeneration"]),
    (
        "mgn",
        &[
            "CreateConnector",
            "StartNetworkMigrationAnalysis",
            "StartNetworkMigrationCodeGeneration",
            "StartNetworkMigrationDeployment",
            "StartNetworkMigrationMapping",
            "StartNetworkMigrationMappingUpdate",
        ],
    ),
    ("neptunedata", &["StartLoaderJob"]),
    (
        "NetworkFlowMonitor",
        &["StartQueryWorkloadInsightsTopContributors", "StartQueryWorkloadInsightsTopContributorsData"],
    ),
    (
        "Rekognition",
        &[
            "CreateFaceLivenessSession",
            "StartCelebrityRecognition",
            "StartContentModeration",
            "StartFaceDetection",
            "StartFaceSearch",
            "StartLabelDetection",
            "StartPersonTracking",
            "StartSegmentDetection",
            "StartTextDetection",
        ],
    ),
    ("repostspace", &["SendInvites"]),
    ("RTBFabric", &["CreateLink"]),
    ("SFN", &["StartExecution"]),
    ("Timestream InfluxDB", &["RebootDbCluster", "RebootDbInstance"]),
    ("WellArchitected", &["StartAgentRecommendationGeneration"]),
    ("Wickr", &["CreateNetwork"]),
];

/// Other operations that only read: they compute, render or validate, and store nothing.
pub(super) const READONLY: [(&str, &[&str]); 24] = [
    ("ACM", &["ExportCertificate"]),
    ("Athena", &["ExportNotebook"]),
    ("CloudDirectory", &["BatchRead"]),
    ("CloudFormation", &["EstimateTemplateCost", "ValidateTemplate"]),
    ("CloudWatch Logs", &["TestMetricFilter", "TestTransformer"]),
    ("EC2", &["ExportClientVpnClientCertificateRevocationList", "ExportClientVpnClientConfiguration"]),
    ("ECS", &["DiscoverPollEndpoint"]),
    ("EKS Auth", &["AssumeRoleForPodIdentity"]),
    ("Elastic Beanstalk", &["RetrieveEnvironmentInfo", "ValidateConfigurationSettings"]),
    ("EventBridge", &["TestEventPattern"]),
    ("GameLift", &["ResolveAlias"]),
    ("GreengrassV2", &["ResolveComponentCandidates"]),
    ("IAM", &["SimulateCustomPolicy", "SimulatePrincipalPolicy"]),
    ("kendra", &["Retrieve"]),
    (
        "KMS",
        &[
            "Decrypt",
            "DeriveSharedSecret",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "GenerateRandom",
            "ReEncrypt",
            "Sign",
            "Verify",
            "VerifyMac",
        ],
    ),
    ("Lightsail", &["IsVpcPeered"]),
    ("RDS", &["DownloadDBLogFilePortion"]),
    ("Secrets Manager", &["ValidateResourcePolicy"]),
    ("ServiceDiscovery", &["DiscoverInstances", "DiscoverInstancesRevision"]),
    ("SES", &["TestRenderTemplate"]),
    ("SESv2", &["TestRenderEmailTemplate"]),
    ("SFN", &["ValidateStateMachineDefinition"]),
    ("SimpleDB", &["DomainMetadata"]),
    (
        "STS",
        &["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "DecodeAuthorizationMessage"],
    ),
];
