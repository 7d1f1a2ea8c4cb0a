namespace FraudMl;

/// <summary>A feature of <see cref="LeafMasks{TMask}"/>: its column in a row, the number of its first step, and where its ends of steps stand.</summary>
internal readonly record struct MaskedFeature(int Column, int FirstStep, int FirstEnd, int LastEnd);
