using System.Text;

namespace FraudMl;

/// <summary>Writes and reads the events of a group's entities; window states are made anew from them.</summary>
internal static class EntitySnapshot
{
    /// <summary>
    /// Writes a group. An entity is locked while it is copied and not while the copy is written: its events don't wait for a disk.
    /// </summary>
    public static void Write(Stream stream, EntityGroup group)
    {
        using var copy = new MemoryStream();
        using var writer = new BinaryWriter(copy, Encoding.UTF8);
        foreach ((EntityKey key, EntityState state) in group.Entities)
        {
            lock (state)
            {
                if (!state.IsGone) Write(writer, group, key, state.History);
            }

            writer.Flush();
            stream.Write(copy.GetBuffer(), 0, (int)copy.Length);
            copy.SetLength(0);
        }

        stream.WriteByte(0);
    }

    public static void Read(BinaryReader reader, EntityGroup group)
    {
        while (reader.ReadBoolean())
        {
            string first = reader.ReadString(), second = reader.ReadString();
            EntityHistory history = group.Open(new EntityKey(first, group.IsPair ? second : null)).History;
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                long row = history.Insert(reader.ReadInt64(), reader.ReadUInt64(), reader.ReadBoolean());

                // Snapshots from before numbers were rounded on entry hold them as they came.
                for (int i = 0; i < group.Numbers.Length; i++) history.Number(i, row) = (float)reader.ReadDouble();
                for (int i = 0; i < group.Texts.Length; i++) history.Text(i, row) = reader.ReadUInt64();
            }
        }
    }

    private static void Write(BinaryWriter writer, EntityGroup group, in EntityKey key, EntityHistory history)
    {
        writer.Write(true);
        writer.Write(key.First);
        writer.Write(key.Second ?? "");
        writer.Write((int)(history.Next - history.First));
        for (long row = history.First; row < history.Next; row++) Write(writer, group, history, row);
    }

    private static void Write(BinaryWriter writer, EntityGroup group, EntityHistory history, long row)
    {
        writer.Write(history.Time(row));
        writer.Write(history.Id(row));
        writer.Write(history.Fraud(row));
        for (int i = 0; i < group.Numbers.Length; i++) writer.Write(history.Number(i, row));
        for (int i = 0; i < group.Texts.Length; i++) writer.Write(history.Text(i, row));
    }
}
