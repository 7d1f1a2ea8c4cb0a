namespace FraudMl.Mlflow;

/// <summary>The rules by name, and what turns a task into an answer.</summary>
internal static class Rules
{
    /// <summary>A text that must be there.</summary>
    public static FieldRule Required(string name) => new(name, FieldRules.Required | FieldRules.Text);

    /// <summary>A text that may be there.</summary>
    public static FieldRule Text(string name) => new(name, FieldRules.Text);

    public static FieldRule Whole(string name, long? atMost = null) => new(name, FieldRules.Whole) { AtMost = atMost };

    public static FieldRule List(string name, params string[] itemFields) => new(name, FieldRules.List) { ItemFields = itemFields };

    public static FieldRule Texts(string name) => new(name, FieldRules.List | FieldRules.Texts);

    /// <summary>Waits for a call that answers something.</summary>
    public static async Task<object?> Answer<T>(Task<T> call) => await call.ConfigureAwait(false);

    /// <summary>Waits for a call that answers nothing.</summary>
    public static async Task<object?> Done(Task call)
    {
        await call.ConfigureAwait(false);
        return null;
    }
}
