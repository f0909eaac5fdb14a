//! The table of names: what models of AWS leave unsaid.
//!
//! Of 8,429 operations that only read they mark 2,405, and none of DynamoDB, SQS, IAM, KMS and Secrets Manager.
//! Reviewed over every model of botocore 1.44.8, by reading the lists of operations that a word matches. What is in doubt
//! is left out: that costs a retry, never a second effect.

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

/// Operations whose names begin with these words have the same effect if they run twice, unless on a condition.
pub(super) const IDEMPOTENT_PREFIXES: [&str; 7] =
    ["AddTags", "BatchDelete", "CreateTags", "Delete", "RemoveTags", "Tag", "Untag"];

/// Parts of the names of members that make a call conditional, in lower case: with `ConditionExpression`, the `DeleteItem`
/// of DynamoDB takes a lock or not, and the second one finds it taken.
pub(super) const CONDITIONS: [&str; 7] =
    ["changetoken", "condition", "currentapplicationversion", "currentversion", "expected", "locktoken", "revisionid"];

/// Operations that act each time, or may, whatever their names or the model say; by the service's ID.
pub(super) const NOT_IDEMPOTENT: [(&str, &[&str]); 55] = [
    // Begin like a read, but take, send, start or create something, or sell what they find out.
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
    // Begin like a deletion, but delete what is the latest then, or only what still is, or commit or send something.
    ("AppRunner", &["DeleteAutoScalingConfiguration", "DeleteObservabilityConfiguration"]),
    ("CodeCommit", &["DeleteFile"]),
    ("ivschat", &["DeleteMessage"]),
    ("License Manager", &["DeleteGrant", "DeleteLicense"]),
    ("MediaLive", &["StartDeleteMonitorDeployment"]),
    ("S3", &["DeleteObjects"]),
    ("SageMaker", &["DeleteImageVersion"]),
    // Marked in the model, but without a name or token of the caller each call starts another one.
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

/// Other operations that only read: they compute, render or check, and keep nothing.
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
