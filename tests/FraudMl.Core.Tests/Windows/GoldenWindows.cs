using System.Globalization;
using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>The golden cases as transactions, the windows that compute them, and the expected values by feature name.</summary>
internal sealed class GoldenWindows
{
    private static readonly JsonNode File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine("Golden", "windows.json")))!;
    private static readonly (string Name, WindowFunction Function)[] Numbers =
    [
        ("count", WindowFunction.Count), ("sum", WindowFunction.Sum), ("mean", WindowFunction.Mean), ("max", WindowFunction.Max),
        ("std", WindowFunction.StandardDeviation),
    ];

    private readonly JsonNode _case;

    private GoldenWindows(string name)
    {
        _case = Cases.Single(given => (string)given!["name"]! == name)!;
        Times = [.. _case["timestamp"]!.AsArray().Select(time => (long)time! * 1_000_000)];
        Amounts = Values(_case["amount"]!);
        Labels = [.. _case["label"]!.AsArray().Select(label => (int)label! == 1)];
        Customers = Texts("customer");
        Terminals = Texts("terminal");
    }

    public static TheoryData<string> Names => [.. Cases.Select(given => (string)given!["name"]!)];

    public long[] Times { get; }

    public double[] Amounts { get; }

    public bool[] Labels { get; }

    public string[] Customers { get; }

    public string[] Terminals { get; }

    /// <summary>All features of the file, the window included as pandas does it.</summary>
    public EntityWindows[] Windows
    {
        get
        {
            TimeSpan[] all = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];
            EntityWindows Entity(string key) => FraudMl.Velocity.Per(key).IncludingCurrent().Over(all)
                .Count().Sum("amount").Mean("amount").Max("amount").StandardDeviation("amount");
            TimeSpan ever = TimeSpan.FromDays(3650);
            return
            [
                Entity("customer").Distinct("terminal").Over(ever).SinceLast().Count(),
                Entity("terminal").Over(ever).SinceLast().Over(all[1..]).Delayed(TimeSpan.FromSeconds((int)_case["delay_seconds"]!))
                    .Count().Risk(),
            ];
        }
    }

    private static JsonArray Cases => File["cases"]!.AsArray();

    public static GoldenWindows Of(string name) => new(name);

    public Dataset ToDataset() => new(
    [
        new TimestampColumn("time", Times),
        new NumberColumn("amount", Array.ConvertAll(Amounts, amount => (float)amount)),
        TextColumns.Of("customer", Customers),
        TextColumns.Of("terminal", Terminals),
        new NumberColumn("label", Array.ConvertAll(Labels, fraud => fraud ? 1f : 0f), ColumnRoles.Label),
    ]);

    /// <summary>Deviations are good to a share of the largest amount, as the golden file says, everything else to a
    /// share of its own size.</summary>
    public double ScaleOf(WindowFeature feature) => feature.Function == WindowFunction.StandardDeviation ? Amounts.Max() : 1;

    /// <summary>Returns the expected values of a feature.</summary>
    public double[] Expected(string entity, WindowFeature feature)
    {
        JsonNode expected = _case["expected"]!;
        string window = Short(feature.Window);
        if (feature.Function == WindowFunction.SinceLast) return Values(expected[$"{entity}_seconds_since_last"]!);
        if (feature.Window.TotalDays > 30) return Values(expected["customer_transaction_number"]!);
        if (feature.Delay > TimeSpan.Zero)
            return Values(expected["terminal_risk"]![window]![feature.Function == WindowFunction.Risk ? "risk" : "count"]!);
        string name = feature.Function == WindowFunction.Distinct ? "distinct_terminals"
            : Numbers.Single(number => number.Function == feature.Function).Name;
        return Values(expected[$"by_{entity}"]![window]![name]!);
    }

    private static string Short(TimeSpan window) =>
        window.TotalDays < 1 ? "1h" : string.Create(CultureInfo.InvariantCulture, $"{window.TotalDays}d");

    private static double[] Values(JsonNode array) =>
        [.. array.AsArray().Select(value => value!.GetValueKind() == System.Text.Json.JsonValueKind.String ? double.NaN : (double)value)];

    private string[] Texts(string name) => [.. _case[name]!.AsArray().Select(value => value!.ToString())];
}
