namespace FraudMl;

/// <summary>Writes a made-up row. The generator belongs to a chunk of rows, so that threads don't matter.</summary>
internal delegate void RowFill(RowOrigin origin, Random random, Span<float> row);
