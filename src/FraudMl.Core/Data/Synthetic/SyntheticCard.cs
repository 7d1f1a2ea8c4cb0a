namespace FraudMl;

/// <summary>How one made-up card transaction is drawn.</summary>
internal static class SyntheticCard
{
    public const int ComponentCount = 28;
    private const int SecondsOfTwoDays = 172_800;

    // V4, V10, V11, V12, V14, V17: the components that tell most in the real data, and which way frauds lie there.
    private static readonly (int Component, double Shift)[] Telling = [(3, 2.2), (9, -2.2), (10, 1.9), (11, -2.6), (13, -3.2), (16, -2.4)];

    /// <summary>Draws a second of two days: few transactions at night, most in the afternoon.</summary>
    public static int Second(Random random)
    {
        while (true)
        {
            int second = random.Next(SecondsOfTwoDays);
            double hour = second % 86_400 / 3600.0;
            if (random.NextDouble() < 0.55 - (0.45 * Math.Cos((hour - 3) * Math.PI / 12))) return second;
        }
    }

    /// <summary>Draws the components of a transaction and returns its amount.</summary>
    public static double Draw(Random random, bool fraud, double[] components)
    {
        for (int i = 0; i < components.Length; i++) components[i] = Normal(random) * Deviation(i);
        if (fraud)
        {
            double kind = random.NextDouble();
            if (kind < 0.6) Shift(random, components, 1.1);
            else if (kind < 0.92) Entangle(random, components);
            else Shift(random, components, 0.15);
        }

        double amount = fraud ? Math.Exp(3.4 + (1.8 * Normal(random))) : Math.Exp(3.1 + (1.3 * Normal(random)));
        return Math.Round(Math.Min(amount, 25_000), 2);
    }

    private static void Shift(Random random, double[] components, double strength)
    {
        strength *= 0.7 + (0.6 * random.NextDouble());
        foreach ((int component, double shift) in Telling) components[component] += strength * shift;
    }

    // Two pairs lie far out in opposite quadrants: each component alone keeps mean 0, only the products tell.
    private static void Entangle(Random random, double[] components)
    {
        Far(random, components, 6, 8, 1);
        Far(random, components, 1, 2, -1);
        Shift(random, components, 0.25);
    }

    private static void Far(Random random, double[] components, int first, int second, int sign)
    {
        double side = random.NextDouble() < 0.5 ? -1 : 1;
        components[first] = side * Deviation(first) * (1.9 + Math.Abs(Normal(random)));
        components[second] = sign * side * Deviation(second) * (1.9 + Math.Abs(Normal(random)));
    }

    private static double Deviation(int component) => 2.0 - (1.6 * component / (ComponentCount - 1));

    /// <summary>Draws a standard normal number (Box and Muller 1958; one of the two values is enough here).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
