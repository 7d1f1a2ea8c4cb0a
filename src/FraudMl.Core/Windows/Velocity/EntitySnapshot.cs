namespace FraudMl;

/// <summary>Writes and reads the events of a group's entities; window states are made anew from them.</summary>
internal static class EntitySnapshot
{
    public static void Write(BinaryWriter writer, EntityGroup group)
    {
        foreach ((EntityKey key, EntityState state) in group.Entities)
        {
            lock (state)
            {
                if (state.IsGone) continue;
                writer.Write(true);
                writer.Write(key.First);
                writer.Write(key.Second ?? "");
                writer.Write((int)(state.History.Next - state.History.First));
                for (long row = state.History.First; row < state.History.Next; row++) Write(writer, group, state.History, row);
            }
        }

        writer.Write(false);
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
                for (int i = 0; i < group.Numbers.Length; i++) history.Number(i, row) = reader.ReadDouble();
                for (int i = 0; i < group.Texts.Length; i++) history.Text(i, row) = reader.ReadUInt64();
            }
        }
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
