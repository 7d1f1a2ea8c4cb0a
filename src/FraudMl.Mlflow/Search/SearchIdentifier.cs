namespace FraudMl.Mlflow;

/// <summary>An identifier taken apart: <c>metrics.`val/auc`</c> is the metric <c>val/auc</c>; without a dot it is an attribute.</summary>
internal readonly record struct SearchIdentifier(SearchEntity Entity, string Key)
{
    private static readonly Dictionary<string, SearchEntity> _names = new()
    {
        ["metric"] = SearchEntity.Metric,
        ["metrics"] = SearchEntity.Metric,
        ["param"] = SearchEntity.Param,
        ["params"] = SearchEntity.Param,
        ["parameter"] = SearchEntity.Param,
        ["parameters"] = SearchEntity.Param,
        ["tag"] = SearchEntity.Tag,
        ["tags"] = SearchEntity.Tag,
        ["attribute"] = SearchEntity.Attribute,
        ["attributes"] = SearchEntity.Attribute,
        ["attr"] = SearchEntity.Attribute,
        ["run"] = SearchEntity.Attribute,
        ["dataset"] = SearchEntity.Dataset,
        ["datasets"] = SearchEntity.Dataset,
    };

    public static SearchIdentifier Parse(string identifier, SearchSchema schema)
    {
        int dot = identifier.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return new SearchIdentifier(SearchEntity.Attribute, Unquote(identifier));
        string entity = identifier[..dot];
        if (schema.EntityNames.Count > 0 && !schema.EntityNames.Contains(entity))
            throw MlflowException.Invalid($"Invalid entity type '{entity}'. Valid entity types are "
                + $"({string.Join(", ", schema.EntityNames.Select(name => $"'{name}'"))})");
        return _names.TryGetValue(entity, out SearchEntity known)
            ? new SearchIdentifier(known, Unquote(identifier[(dot + 1)..]))
            : throw MlflowException.Invalid(
                $"Invalid entity type '{entity}'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']");
    }

    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] == text[^1] && text[0] is '`' or '"' or '\'' ? text[1..^1] : text;
}
