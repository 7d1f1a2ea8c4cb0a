namespace FraudMl.Mlflow;

/// <summary>Where the searchable fields of the embedded store live.</summary>
internal static class SqliteSearchSchemas
{
    private static readonly string[] _entities = ["attribute", "tag", "tags"];

    public static SearchSchema Experiments { get; } = new()
    {
        Attributes = new Dictionary<string, SearchField>
        {
            ["name"] = new("e.name", IsNumeric: false),
            ["creation_time"] = new("e.creation_time", IsNumeric: true),
            ["last_update_time"] = new("e.last_update_time", IsNumeric: true),
        },
        OrderAttributes = new Dictionary<string, SearchField>
        {
            ["name"] = new("e.name", IsNumeric: false),
            ["experiment_id"] = new("e.experiment_id", IsNumeric: true),
            ["creation_time"] = new("e.creation_time", IsNumeric: true),
            ["last_update_time"] = new("e.last_update_time", IsNumeric: true),
        },
        Wording = SearchWording.Entities,
        EntityNames = _entities,
        DefaultOrder = "e.creation_time DESC, e.experiment_id DESC",
        Tag = new("c.value", IsNumeric: false, "FROM experiment_tags c WHERE c.experiment_id = e.experiment_id AND c.key = {key}"),
        LastOrder = "e.experiment_id",
    };

    public static SearchSchema Runs { get; } = new()
    {
        Attributes = RunAttributes(),
        OrderAttributes = RunOrders(),
        OrderRows = [SearchEntity.Metric, SearchEntity.Param, SearchEntity.Tag],
        Metric = new(Number("c.value", "c.is_nan"), IsNumeric: true,
            "FROM latest_metrics c WHERE c.run_uuid = r.run_uuid AND c.key = {key}"),
        Param = new("c.value", IsNumeric: false, "FROM params c WHERE c.run_uuid = r.run_uuid AND c.key = {key}"),
        Tag = new("c.value", IsNumeric: false, "FROM tags c WHERE c.run_uuid = r.run_uuid AND c.key = {key}"),
        Datasets = new Dictionary<string, SearchField>
        {
            ["name"] = new("d.name", IsNumeric: false, RunDatasets) { TakesLists = true },
            ["digest"] = new("d.digest", IsNumeric: false, RunDatasets) { TakesLists = true },
            ["context"] = new(
                "t.value", IsNumeric: false,
                "FROM inputs i JOIN input_tags t ON t.input_uuid = i.input_uuid WHERE i.destination_type = 'RUN' AND i.destination_id = "
                + "r.run_uuid AND t.name = 'mlflow.data.context'")
            { TakesLists = true },
        },
        DefaultOrder = "r.start_time DESC, r.run_uuid",
        LastOrder = "r.start_time DESC, r.run_uuid",
    };

    public static SearchSchema LoggedModels { get; } = new()
    {
        Attributes = new Dictionary<string, SearchField>
        {
            ["name"] = new("m.name", IsNumeric: false) { TakesLists = true },
            ["model_id"] = new("m.model_id", IsNumeric: false) { TakesLists = true },
            ["model_type"] = new("m.model_type", IsNumeric: false) { TakesLists = true },
            ["source_run_id"] = new("m.source_run_id", IsNumeric: false) { TakesLists = true },
            ["status"] = new("m.status", IsNumeric: false),
            ["experiment_id"] = new("m.experiment_id", IsNumeric: false),
            ["creation_timestamp"] = new("m.creation_timestamp_ms", IsNumeric: true),
            ["creation_time"] = new("m.creation_timestamp_ms", IsNumeric: true),
            ["last_updated_timestamp"] = new("m.last_updated_timestamp_ms", IsNumeric: true),
        },
        Wording = SearchWording.LoggedModels,
        OrderAttributes = new Dictionary<string, SearchField>
        {
            ["name"] = new("m.name", IsNumeric: false),
            ["creation_timestamp"] = new("m.creation_timestamp_ms", IsNumeric: true),
            ["creation_time"] = new("m.creation_timestamp_ms", IsNumeric: true),
            ["last_updated_timestamp"] = new("m.last_updated_timestamp_ms", IsNumeric: true),
        },
        OrderRows = [SearchEntity.Metric],
        Metric = new(
            "c.metric_value", IsNumeric: true,
            "FROM logged_model_metrics c WHERE c.model_id = m.model_id AND c.metric_name = {key}"),
        Param = new("c.param_value", IsNumeric: false, "FROM logged_model_params c WHERE c.model_id = m.model_id AND c.param_key = {key}"),
        Tag = new("c.tag_value", IsNumeric: false, "FROM logged_model_tags c WHERE c.model_id = m.model_id AND c.tag_key = {key}"),
        DefaultOrder = "m.creation_timestamp_ms DESC, m.model_id",
        LastOrder = "m.creation_timestamp_ms DESC, m.model_id",
    };

    public static SearchSchema RegisteredModels { get; } = new()
    {
        Attributes = new Dictionary<string, SearchField> { ["name"] = new("m.name", IsNumeric: false) },
        OrderAttributes = new Dictionary<string, SearchField>
        {
            ["name"] = new("m.name", IsNumeric: false),
            ["timestamp"] = new("m.last_updated_time", IsNumeric: true),
            ["last_updated_timestamp"] = new("m.last_updated_time", IsNumeric: true),
        },
        Tag = new("c.value", IsNumeric: false,
            "FROM registered_model_tags c WHERE c.workspace = m.workspace AND c.name = m.name AND c.key = {key}"),
        Wording = SearchWording.Entities,
        EntityNames = _entities,
        OrderKeys = ["name", "timestamp"],
        IsBrief = true,
        DefaultOrder = "m.name",
        LastOrder = "m.name",
    };

    public static SearchSchema ModelVersions { get; } = new()
    {
        Attributes = new Dictionary<string, SearchField>
        {
            ["name"] = new("v.name", IsNumeric: false),
            ["source_path"] = new("v.source", IsNumeric: false),
            ["run_id"] = new("v.run_id", IsNumeric: false) { TakesLists = true },
            ["version_number"] = new("v.version", IsNumeric: true),
        },
        OrderAttributes = new Dictionary<string, SearchField>
        {
            ["name"] = new("v.name", IsNumeric: false),
            ["version_number"] = new("v.version", IsNumeric: true),
            ["creation_timestamp"] = new("v.creation_time", IsNumeric: true),
            ["last_updated_timestamp"] = new("v.last_updated_time", IsNumeric: true),
        },
        Tag = new(
            "c.value", IsNumeric: false,
            "FROM model_version_tags c WHERE c.workspace = v.workspace AND c.name = v.name AND c.version = v.version AND c.key = {key}"),
        Wording = SearchWording.Entities,
        EntityNames = _entities,
        Keywords = ["version"],
        NumericKeys = ["creation_timestamp", "last_updated_timestamp", "version_number"],
        IsBrief = true,
        DefaultOrder = "v.last_updated_time DESC, v.name, v.version DESC",
        LastOrder = "v.name, v.version DESC",
    };

    private const string RunDatasets =
        "FROM inputs i JOIN datasets d ON d.dataset_uuid = i.source_id WHERE i.source_type = 'DATASET' AND i.destination_type = 'RUN' AND "
        + "i.destination_id = r.run_uuid";

    /// <summary>NaN is stored as zero with a mark; it compares with nothing.</summary>
    private static string Number(string value, string isNan) => $"CASE WHEN {isNan} THEN NULL ELSE {value} END";

    private static Dictionary<string, SearchField> RunOrders() => RunAttributes()
        .Where(pair => !pair.Key.Contains(' ', StringComparison.Ordinal)).ToDictionary();

    private static Dictionary<string, SearchField> RunAttributes()
    {
        var name = new SearchField("r.name", IsNumeric: false);
        var created = new SearchField("r.start_time", IsNumeric: true);
        return new Dictionary<string, SearchField>
        {
            ["run_id"] = new("r.run_uuid", IsNumeric: false) { TakesLists = true },
            ["run_name"] = name,
            ["run name"] = name,
            ["Run name"] = name,
            ["Run Name"] = name,
            ["status"] = new("r.status", IsNumeric: false),
            ["user_id"] = new("r.user_id", IsNumeric: false),
            ["artifact_uri"] = new("r.artifact_uri", IsNumeric: false),
            ["start_time"] = created,
            ["created"] = created,
            ["Created"] = created,
            ["end_time"] = new("r.end_time", IsNumeric: true),
        };
    }
}
