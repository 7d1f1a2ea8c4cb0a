namespace FraudMl;

/// <summary>The made-up terminals: where they stand and what they sell.</summary>
internal sealed class SyntheticMerchants
{
    public const int Chip = 0, Contactless = 1, Online = 2;
    private const double Side = 100;

    private readonly (double X, double Y)[] _places;
    private readonly int[][] _ofCategory;

    public SyntheticMerchants(int count, Random random)
    {
        _places = [.. Enumerable.Range(0, count).Select(_ => Place(random))];
        CategoryOf = [.. _places.Select(_ => random.Next(Categories.Length))];
        _ofCategory = [.. Enumerable.Range(0, Categories.Length).Select(
            category => Enumerable.Range(0, count).Where(terminal => CategoryOf[terminal] == category).ToArray())];
    }

    /// <value>What terminals sell, what it costs beside other things, and the share that is sold online.</value>
    public static (string Name, double Level, double Online)[] Categories { get; } =
    [
        ("groceries", 0.6, 0.05), ("fuel", 1.0, 0), ("restaurant", 0.8, 0.02), ("pharmacy", 0.5, 0.1), ("clothing", 1.3, 0.4),
        ("electronics", 2.2, 0.6),
        ("travel", 2.5, 0.7), ("home", 1.4, 0.3), ("entertainment", 0.7, 0.5), ("gift_cards", 0.9, 0.8), ("health", 1.1, 0.1),
        ("children", 0.8, 0.4),
    ];

    /// <value>How a card is read.</value>
    public static string[] Entries { get; } = ["chip", "contactless", "online"];

    public int[] CategoryOf { get; }

    /// <summary>Returns about ten terminals around a place, at least the nearest one.</summary>
    public int[] Around((double X, double Y) place)
    {
        double radius = Math.Sqrt(10 * Side * Side / (Math.PI * _places.Length));
        int[] near = [.. Enumerable.Range(0, _places.Length).Where(terminal => Distance(place, _places[terminal]) < radius)];
        return near.Length > 0 ? near : [Enumerable.Range(0, _places.Length).MinBy(terminal => Distance(place, _places[terminal]))];
    }

    /// <summary>Draws a terminal where stolen numbers are turned into goods.</summary>
    public int Fence(Random random)
    {
        int[] fences = _ofCategory[random.Next(2) == 0 ? 5 : 9];
        return fences.Length > 0 ? fences[random.Next(fences.Length)] : random.Next(_places.Length);
    }

    public int EntryAt(int terminal, double amount, Random random)
    {
        if (random.NextDouble() < Categories[CategoryOf[terminal]].Online) return Online;
        return amount < 50 && random.NextDouble() < 0.7 ? Contactless : Chip;
    }

    public static (double X, double Y) Place(Random random) => (random.NextDouble() * Side, random.NextDouble() * Side);

    private static double Distance((double X, double Y) a, (double X, double Y) b) =>
        Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
