namespace FraudMl.Build.Template;

/// <summary>A value for every option of the template.</summary>
internal sealed record TemplateRow(IReadOnlyList<(string Option, string Value)> Values)
{
    /// <value>False where the template refuses it: its parameters that are required on a condition say the same.</value>
    public bool CanBe => !(Is("docker") && !Is("api")) && !(Is("kubernetes") && !Is("docker"))
        && !(Is("kubernetes") && this["tracking"] == "sqlite") && !(Is("aspire") && !Is("api"));

    public string[] Arguments => [.. Values.SelectMany(value => new[] { $"--{value.Option}", value.Value })];

    public string this[string option] => Values.First(value => value.Option == option).Value;

    public bool Is(string option) => this[option] == "true";

    public override string ToString() => string.Join(' ', Arguments);
}
