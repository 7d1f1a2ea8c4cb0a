using System.Text;

namespace FraudMl;

/// <summary>Writes and reads the events of a group's entities; window states are made anew from them.</summary>
internal static class EntitySnapshot
{
    /// <summary>The version that is written: numbers have 32 bits.</summary>
    public const int Version = 2;

    private const int CopiedBytes = 1 << 16;

    /// <summary>
    /// Writes a group. An entity is locked while it is copied and not while the copy is written: its events don't wait for a disk.
    /// </summary>
    public static void Write(Stream stream, EntityGroup group)
    {
        using var copy = new MemoryStream();
        using var writer = new BinaryWriter(copy, Encoding.UTF8);
        foreach (EntityState state in group.Entities.All())
        {
            lock (state)
            {
                if (!state.IsGone) Write(writer, group, state);
            }

            if (copy.Length < CopiedBytes) continue;
            stream.Write(copy.GetBuffer(), 0, (int)copy.Length);
            copy.SetLength(0);
        }

        writer.Write(false);
        stream.Write(copy.GetBuffer(), 0, (int)copy.Length);
    }

    public static void Read(BinaryReader reader, EntityGroup group, int version)
    {
        while (reader.ReadBoolean())
        {
            string first = reader.ReadString(), second = reader.ReadString();
            EntityState state = group.Entities.Open(first, group.IsPair ? second : null);
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                long row = state.Insert(reader.ReadInt64(), reader.ReadUInt64(), reader.ReadBoolean());

                // Some of the first version hold numbers as they came, not rounded.
                for (int i = 0; i < group.Numbers.Length; i++)
                    state.SetNumber(i, row, version == 1 ? (float)reader.ReadDouble() : reader.ReadSingle());
                for (int i = 0; i < group.Texts.Length; i++) state.SetText(i, row, reader.ReadUInt64());
            }
        }
    }

    private static void Write(BinaryWriter writer, EntityGroup group, EntityState state)
    {
        writer.Write(true);
        writer.Write(new string(state.FirstText));
        writer.Write(new string(state.SecondText));
        writer.Write(state.Count);
        for (long row = state.First; row < state.Next; row++)
        {
            writer.Write(state.Time(row));
            writer.Write(state.Id(row));
            writer.Write(state.Fraud(row));
            for (int i = 0; i < group.Numbers.Length; i++) writer.Write((float)state.Number(i, row));
            for (int i = 0; i < group.Texts.Length; i++) writer.Write(state.Text(i, row));
        }
    }
}
