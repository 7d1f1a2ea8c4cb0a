using System.Globalization;
using System.Text;

namespace FraudMl.Tests;

/// <summary>Payments in a file as people have them, and models of them.</summary>
internal static class ScoredPayments
{
    public static readonly EntityWindows[] Windows =
    [
        Velocity.Per("card").Over(TimeSpan.FromHours(6), TimeSpan.FromDays(2)).Count().Mean("amount").SinceLast(),
        Velocity.Per("card", "city").Over(TimeSpan.FromDays(1)).Max("amount"),
        Velocity.Per("city").Over(TimeSpan.FromDays(3)).Delayed(TimeSpan.FromHours(12)).Risk().Distinct("card"),
    ];

    private static readonly string[] Cities = ["", "\"NA\"", "NA", "Zürich", "\"Aix; \"\"en\"\" Provence\"", "Rome"];

    /// <summary>Returns rows in the order of time, with everything that makes reading hard: quotes, blanks, tokens, commas.</summary>
    public static string Csv(int rowCount, int seed = 7)
    {
        var random = new Random(seed);
        var text = new StringBuilder("note;at;card;city;amount;spare;fraud\n");
        long minute = 0;
        for (int row = 0; row < rowCount; row++)
        {
            minute += random.Next(0, 12);
            string city = Cities[random.Next(Cities.Length)];
            string amount = random.Next(20) == 0 ? "" : (random.Next(1, 900_000) / 100.0).ToString("0.00", CultureInfo.InvariantCulture)
                .Replace('.', ',');
            DateTime at = DateTime.UnixEpoch.AddDays(20_454).AddMinutes(minute);
            text.Append(CultureInfo.InvariantCulture, $"\"line\n{row}\";{at:dd.MM.yyyy HH:mm};{4000 + random.Next(60)};{city};{amount};"
                + $"{random.NextDouble():R};{(random.Next(8) == 0 ? "yes" : "no")}\n");
        }

        return text.ToString();
    }

    public static Dataset Read(string path) => Dataset.FromCsv(
        path, schema => schema.Label("fraud", positive: "yes").Timestamp("at", format: "dd.MM.yyyy HH:mm").Key("card").Ignore("note")
            .Ignore("spare"),
        new() { DecimalSeparator = ',' });

    public static FraudModel Fit(Dataset data, bool hasCity = true)
    {
        FraudPipelineBuilder builder = new();
        if (hasCity) builder.OneHot("city");
        FraudModel model = builder.Train(Trainers.DecisionTree(new() { MaximumDepth = 8, MinimumRowsPerLeaf = 3 }))
            .DecideBy(Thresholds.Fixed(0.3)).Build().Fit(data);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        return FraudModel.Load(file);
    }
}
