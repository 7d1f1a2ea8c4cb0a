using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FraudMl.Mlflow;

/// <summary>Turns filter and order into SQL with parameters; nothing of the request's text gets into the SQL.</summary>
internal sealed partial class SearchQuery(SearchSchema schema)
{
    private static readonly string[] _numberComparators = ["!=", "<", "<=", "=", ">", ">="];
    private static readonly string[] _textComparators = ["!=", "=", "ILIKE", "LIKE"];

    private readonly List<(string Name, object? Value)> _parameters = [];

    /// <summary>The values of the parameters in the SQL.</summary>
    public IReadOnlyList<(string Name, object? Value)> Parameters => _parameters;

    /// <summary>A further condition on the rows of metrics, beginning with AND.</summary>
    public string MetricCondition { get; set; } = "";

    /// <summary>Returns the condition, <c>1</c> when the filter is empty.</summary>
    public string Where(string? filter)
    {
        var conditions = new List<string>();
        foreach (SearchComparison comparison in SearchParser.Parse(filter, schema))
            conditions.Add(Condition(comparison));
        return conditions.Count == 0 ? "1" : string.Join(" AND ", conditions);
    }

    /// <summary>Returns what goes after ORDER BY.</summary>
    public string OrderBy(IReadOnlyList<string> clauses)
    {
        if (clauses.Count == 0)
            return schema.DefaultOrder;
        SearchLimits.CheckKeys(clauses.Count, "order_by");
        var keys = new List<string>();
        foreach (string clause in clauses)
            keys.Add(OrderKey(clause));
        keys.Add(schema.LastOrder);
        return string.Join(", ", keys);
    }

    /// <summary>Adds a parameter and returns its name.</summary>
    public string Add(object? value)
    {
        string name = $"@p{_parameters.Count.ToString(CultureInfo.InvariantCulture)}";
        _parameters.Add((name, value));
        return name;
    }

    /// <summary>
    /// Adds a list as one parameter and returns what goes after IN: SQLite finds parameters by their names, one after the other.
    /// </summary>
    /// <exception cref="MlflowException">Thrown when the list is too long.</exception>
    public string Among(string name, IEnumerable<long> values)
    {
        long[] all = [.. values];
        MlflowNames.CheckCount(all.Length, name);
        return Among(JsonSerializer.Serialize(all, MlflowJsonContext.Default.Int64Array));
    }

    private string Among(string[] values) => Among(JsonSerializer.Serialize(values, MlflowJsonContext.Default.StringArray));

    private string Among(string json) => $"(SELECT value FROM json_each({Add(json)}))";

    private string Condition(SearchComparison comparison)
    {
        SearchIdentifier identifier = SearchIdentifier.Parse(comparison.Identifier, schema);
        SearchField field = schema.FieldOf(identifier);
        if (comparison.Comparator is "IS NULL" or "IS NOT NULL")
            return NullCondition(comparison, identifier, field);
        string condition = field.IsNumeric
            ? NumberCondition(comparison, identifier, field)
            : TextCondition(comparison, identifier, field);
        return field.Rows is null ? condition : $"EXISTS (SELECT 1 {Rows(field, identifier)} AND {condition})";
    }

    private string NullCondition(SearchComparison comparison, SearchIdentifier identifier, SearchField field)
    {
        if (identifier.Entity is not (SearchEntity.Tag or SearchEntity.Param))
            throw MlflowException.Invalid(
                $"IS NULL / IS NOT NULL is only supported for tags and params, not for '{NameOf(identifier)}' '{identifier.Key}'");
        return $"{(comparison.Comparator == "IS NULL" ? "NOT " : "")}EXISTS (SELECT 1 {Rows(field, identifier)})";
    }

    private string NumberCondition(SearchComparison comparison, SearchIdentifier identifier, SearchField field)
    {
        string text = comparison.Value!.Value.Text;
        if (schema.NumericKeys.Count > 0 && comparison.Value.Value.Kind == SearchTokenKind.Text)
            return TextComparison(comparison, identifier, field);
        if (comparison.Value.Value.Kind != SearchTokenKind.Number
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            string what = identifier.Entity == SearchEntity.Metric ? "metric" : $"numeric attribute: {identifier.Key}";
            throw MlflowException.Invalid($"Expected numeric value type for {what}. Found {text}");
        }

        RequireComparator(comparison, identifier, _numberComparators);
        // Timestamps do not fit a double's 53 bits in general; whole numbers stay whole.
        object value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole : number;
        return $"{field.Value} {comparison.Comparator} {Add(value)}";
    }

    private string TextCondition(SearchComparison comparison, SearchIdentifier identifier, SearchField field)
    {
        SearchToken value = comparison.Value!.Value;
        if (comparison.Comparator is "IN" or "NOT IN" && value.Kind == SearchTokenKind.Group
            && identifier.Entity is SearchEntity.Attribute or SearchEntity.Dataset)
        {
            return field.TakesLists
                ? $"{field.Value} {comparison.Comparator} {Among(ListOf(value.Text))}"
                : throw MlflowException.Invalid("Only the 'run_id' attribute supports comparison with a list of quoted string values.");
        }

        if (value.Kind != SearchTokenKind.Text && !(schema.Wording == SearchWording.LoggedModels && value.Kind == SearchTokenKind.Word))
            throw NotQuoted(value, identifier);
        return TextComparison(comparison, identifier, field);
    }

    private MlflowException NotQuoted(SearchToken value, SearchIdentifier identifier)
    {
        if (schema.Wording != SearchWording.Entities)
            return MlflowException.Invalid(
                $"Expected a quoted string value for {NameOf(identifier)} (e.g. 'my-value'). Got value {value.Text}");
        return MlflowException.Invalid(value.Kind == SearchTokenKind.Number && schema.NumericKeys.Count > 0
            ? $"Only the '{SearchSchema.SetOf(schema.NumericKeys)}' attributes support comparison with numeric values."
            : $"Parameter value is either not quoted or unidentified quote types used for string value {value.Text}. Use either single or "
                + $"double quotes.");
    }

    private string TextComparison(SearchComparison comparison, SearchIdentifier identifier, SearchField field)
    {
        string[] others = identifier.Entity is SearchEntity.Tag or SearchEntity.Param ? ["IS NOT NULL", "IS NULL"] : ["IN", "NOT IN"];
        RequireComparator(comparison, identifier, _textComparators, others);
        string text = Unquote(comparison.Value!.Value.Text);
        return comparison.Comparator switch
        {
            "LIKE" => $"{field.Value} GLOB {Add(Glob(text))}",
            "ILIKE" => $"{field.Value} LIKE {Add(text)}",
            _ => $"{field.Value} {comparison.Comparator} {Add(text)}",
        };
    }

    private string OrderKey(string clause)
    {
        SearchLimits.CheckClause(clause);
        Match match = OrderClause().Match(clause);
        if (!match.Success || schema.Keywords.Contains(match.Groups["key"].Value))
        {
            throw MlflowException.Invalid(OrderClauseWithJunk().IsMatch(clause)
                ? $"Invalid ordering key in order_by clause '{clause}'."
                : $"Invalid order_by clause '{clause}'. Could not be parsed.");
        }

        SearchIdentifier identifier = SearchIdentifier.Parse(match.Groups["key"].Value, schema);
        SearchField field = schema.FieldToOrderBy(identifier);
        string direction = match.Groups["direction"].Value.Equals("DESC", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        // What lacks the value comes last in either direction; NaN (stored, but no number) right before it.
        if (field.Rows is null)
            return $"{field.Value} IS NULL, {field.Value} {direction}";
        string rows = Rows(field, identifier);
        string value = $"(SELECT {field.Value} {rows})";
        return $"{value} IS NULL, NOT EXISTS (SELECT 1 {rows}), {value} {direction}";
    }

    private string Rows(SearchField field, SearchIdentifier identifier)
    {
        if (!field.Rows!.Contains("{key}", StringComparison.Ordinal))
            return field.Rows;
        string rows = field.Rows.Replace("{key}", Add(identifier.Key), StringComparison.Ordinal);
        return identifier.Entity == SearchEntity.Metric ? rows + MetricCondition : rows;
    }

    private void RequireComparator(SearchComparison comparison, SearchIdentifier identifier, string[] allowed, params string[] others)
    {
        if (allowed.Contains(comparison.Comparator))
            return;
        if (schema.Wording == SearchWording.Entities && (schema.IsBrief || identifier.Entity == SearchEntity.Tag))
            throw MlflowException.Invalid($"Invalid comparator for {NameOf(identifier)}: {comparison.Comparator}");
        IEnumerable<string> valid = allowed.Concat(others).Order(StringComparer.Ordinal).Select(name => $"'{name}'");
        // MLflow forgets the last quote for metrics and tags.
        string end = identifier.Entity is SearchEntity.Metric or SearchEntity.Tag ? "" : "'";
        throw MlflowException.Invalid($"Invalid comparator '{comparison.Comparator}' not one of '{{{string.Join(", ", valid)}}}{end}");
    }

    private static string[] ListOf(string group)
    {
        var items = new List<string>();
        foreach (SearchToken token in SearchLexer.Tokenize(group[1..^1]))
        {
            if (token.Kind == SearchTokenKind.Text)
                items.Add(Unquote(token.Text));
            else if (token.Text != ",")
                throw MlflowException.Invalid(
                    $"While parsing a list in the query, expected a non-empty list of string values, but got {token.Text}");
        }

        MlflowNames.CheckCount(items.Count, "IN");
        return items.Count > 0
            ? [.. items]
            : throw MlflowException.Invalid(
                "While parsing a list in the query, expected a non-empty list of string values, but got empty list");
    }

    /// <summary>Translates the wildcards of LIKE to those of GLOB, which minds the case.</summary>
    private static string Glob(string pattern)
    {
        var glob = new StringBuilder();
        foreach (char c in pattern)
        {
            _ = c switch
            {
                '%' => glob.Append('*'),
                '_' => glob.Append('?'),
                '*' or '?' or '[' => glob.Append('[').Append(c).Append(']'),
                _ => glob.Append(c),
            };
        }

        return glob.ToString();
    }

    private static string Unquote(string text) => text.Length >= 2 && text[0] is '\'' or '"' ? text[1..^1] : text;

    private static string NameOf(SearchIdentifier identifier) => identifier.Entity switch
    {
        SearchEntity.Metric => "metric",
        SearchEntity.Param => "parameter",
        SearchEntity.Tag => "tag",
        SearchEntity.Dataset => "dataset",
        _ => "attribute",
    };

    private const string Key = """\s*(?<key>(?:\w+|`[^`]*`)(?:\.(?:\w+|`[^`]*`|"[^"]*"|'[^']*')?)*)""";

    [GeneratedRegex($@"^{Key}(?:\s+(?<direction>(?i:ASC|DESC)))?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OrderClause();

    [GeneratedRegex($@"^{Key}\s+\w+\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OrderClauseWithJunk();
}
