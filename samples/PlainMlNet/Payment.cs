namespace PlainMlNet;

/// <summary>A card payment as ML.NET reads it.</summary>
internal sealed class Payment
{
    public bool IsFraud { get; set; }

    public float Amount { get; set; }

    public float Hour { get; set; }

    public float Distance { get; set; }

    /// <summary>Makes payments from a seed; one in a hundred is a fraud: larger, later, farther away, but not by much.</summary>
    public static IEnumerable<Payment> Generate(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            bool fraud = random.Next(100) == 0;
            yield return new Payment
            {
                IsFraud = fraud,
                Amount = MathF.Exp((2 * random.NextSingle()) + (fraud ? 1.2f : 0)),
                Hour = fraud ? random.Next(24) : Math.Min(random.Next(24), random.Next(24)),
                Distance = random.NextSingle() * (fraud ? 60 : 30),
            };
        }
    }
}
