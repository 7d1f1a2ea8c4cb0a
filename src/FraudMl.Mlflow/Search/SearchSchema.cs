namespace FraudMl.Mlflow;

/// <summary>What an identifier of a filter can name.</summary>
internal enum SearchEntity
{
    Metric,
    Param,
    Tag,
    Attribute,
    Dataset,
}

/// <summary>MLflow has a parser for each kind of entity, and each refuses in its own words.</summary>
internal enum SearchWording
{
    Runs,
    Entities,
    LoggedModels,
}

/// <summary>Where the value of an identifier lives in the tables.</summary>
/// <param name="Value">SQL of the value.</param>
/// <param name="IsNumeric">Whether it compares as a number.</param>
/// <param name="Rows">SQL of the child rows that hold it (<c>FROM … WHERE …</c>), or <see langword="null"/> for a column of the entity
/// itself.</param>
internal sealed record SearchField(string Value, bool IsNumeric, string? Rows = null)
{
    /// <summary>Whether IN and NOT IN are allowed.</summary>
    public bool TakesLists { get; init; }
}

/// <summary>What can be searched for one kind of entity. <c>{key}</c> in a field's rows stands for the key of the identifier.</summary>
internal sealed record SearchSchema
{
    /// <summary>Columns of the entity by name.</summary>
    public required IReadOnlyDictionary<string, SearchField> Attributes { get; init; }

    /// <summary>Columns of the entity that ordering knows.</summary>
    public required IReadOnlyDictionary<string, SearchField> OrderAttributes { get; init; }

    /// <summary>Which of metrics, parameters and tags can order.</summary>
    public IReadOnlyList<SearchEntity> OrderRows { get; init; } = [];

    /// <summary>Metrics, where the entity has them.</summary>
    public SearchField? Metric { get; init; }

    /// <summary>Parameters, where the entity has them.</summary>
    public SearchField? Param { get; init; }

    /// <summary>Tags, where the entity has them.</summary>
    public SearchField? Tag { get; init; }

    /// <summary>Fields of the datasets that went in.</summary>
    public IReadOnlyDictionary<string, SearchField> Datasets { get; init; } = new Dictionary<string, SearchField>();

    /// <summary>How refusals are worded.</summary>
    public SearchWording Wording { get; init; }

    /// <summary>The names of entities before the dot. Empty: all that are known.</summary>
    public IReadOnlyList<string> EntityNames { get; init; } = [];

    /// <summary>Words that MLflow's parser takes for keywords of SQL.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The keys that a refused order names, where they are not those of <see cref="OrderAttributes"/>.</summary>
    public IReadOnlyList<string> OrderKeys { get; init; } = [];

    /// <summary>Whether a comparator that does not fit an attribute is refused without naming those that do.</summary>
    public bool IsBrief { get; init; }

    /// <summary>The attributes that a refused number names; with them, a number may be compared with a text,
    /// which it never equals.</summary>
    public IReadOnlyList<string> NumericKeys { get; init; } = [];

    /// <summary>The order of a request without keys.</summary>
    public required string DefaultOrder { get; init; }

    /// <summary>The order after all keys of the request.</summary>
    public required string LastOrder { get; init; }

    public SearchField FieldToOrderBy(SearchIdentifier identifier) => identifier.Entity switch
    {
        SearchEntity.Attribute when OrderKeys.Count > 0 && !OrderAttributes.ContainsKey(identifier.Key) =>
            throw MlflowException.Invalid($"Invalid order by key '{identifier.Key}' specified. Valid keys are '{SetOf(OrderKeys)}'"),
        SearchEntity.Attribute => Lookup(OrderAttributes, identifier.Key, "attribute"),
        SearchEntity.Dataset => throw MlflowException.Invalid("Invalid identifier type 'dataset'"),
        var entity when !OrderRows.Contains(entity) => throw MlflowException.Invalid(
            $"Invalid order_by entity: {entity.ToString().ToLowerInvariant()}"),
        _ => FieldOf(identifier),
    };

    public SearchField FieldOf(SearchIdentifier identifier) => identifier.Entity switch
    {
        SearchEntity.Metric => Metric ?? throw NotSearchable("metric"),
        SearchEntity.Param => Param ?? throw NotSearchable("parameter"),
        SearchEntity.Tag => Tag ?? throw NotSearchable("tag"),
        SearchEntity.Dataset => Lookup(Datasets, identifier.Key, "dataset"),
        _ => Lookup(Attributes, identifier.Key, "attribute"),
    };

    private static SearchField Lookup(IReadOnlyDictionary<string, SearchField> fields, string key, string what) =>
        fields.TryGetValue(key, out SearchField? field)
            ? field
            : throw MlflowException.Invalid(
                $"Invalid {what} key '{key}' specified. Valid keys are '{SetOf(fields.Keys)}'");

    /// <summary>Writes names as Python writes a set, in order.</summary>
    public static string SetOf(IEnumerable<string> names) =>
        $"{{{string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))}}}";

    private static MlflowException NotSearchable(string entity) =>
        MlflowException.Invalid($"Invalid entity type '{entity}' for this search.");
}
