namespace FraudMl.Mlflow;

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

    /// <summary>The order of a request without keys.</summary>
    public required string DefaultOrder { get; init; }

    /// <summary>The order after all keys of the request.</summary>
    public required string LastOrder { get; init; }

    public SearchField FieldToOrderBy(SearchIdentifier identifier) => identifier.Entity switch
    {
        SearchEntity.Attribute => Lookup(OrderAttributes, identifier.Key, "attribute"),
        SearchEntity.Dataset => throw MlflowException.Invalid("Invalid identifier type 'dataset'"),
        var entity when !OrderRows.Contains(entity) => throw MlflowException.Invalid($"Invalid order_by entity: {entity.ToString().ToLowerInvariant()}"),
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
                $"Invalid {what} key '{key}' specified. Valid keys are '{{{string.Join(", ", fields.Keys.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))}}}'");

    private static MlflowException NotSearchable(string entity) => MlflowException.Invalid($"Invalid entity type '{entity}' for this search.");
}
