namespace FraudMl;

/// <summary>A split of <see cref="LeafMasks{TMask}"/>: the place of its tree, and the bits of the leaves that remain when a row goes right.</summary>
internal readonly record struct MaskedSplit<TMask>(int Tree, TMask Mask);
