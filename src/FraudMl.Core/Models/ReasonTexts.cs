namespace FraudMl.Models;

/// <summary>What reasons say: a text for each input, and inputs that are never told. It is saved with the model.</summary>
public sealed record ReasonTexts
{
    private const string Part = "the reasons";

    /// <value>The text by input, for example <c>["Amount"] = "The amount of {value} is unusual."</c>; <c>{value}</c> and <c>{input}</c> are
    /// filled in. Other inputs say <c>Input = value</c>.</value>
    public IReadOnlyDictionary<string, string> Texts
    {
        get;
        init
        {
            field = Damaged.Required(value, Part, "texts");
            Damaged.All([.. value.Values], Part, "texts");
        }
    } = new Dictionary<string, string>();

    /// <value>
    /// Inputs that are never given as a reason, for example protected ones, nor are features made from them and others; they stay among the
    /// contributions, whose sum would be wrong without them.
    /// </value>
    public IReadOnlyList<string> Hidden { get; init => field = Damaged.All(value, Part, "hidden inputs"); } = [];

    internal string Of(string input, string? value)
    {
        if (!Texts.TryGetValue(input, out string? text)) return $"{input} = {value ?? "missing"}";
        return text.Replace("{value}", value ?? "missing", StringComparison.Ordinal).Replace("{input}", input, StringComparison.Ordinal);
    }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
