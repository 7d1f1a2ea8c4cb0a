using System.Buffers.Binary;
using System.Text;
using FraudMl.Serving.Tests;
using Google.Protobuf;
using Grpc.Core;

namespace FraudMl.Serving.Grpc.Tests;

/// <summary>The bytes on the wire: the field numbers of the public protocol, and damage of every sort.</summary>
public sealed class WireTests
{
    private static int FuzzCount => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 200_000 : 6_000;

    [Fact]
    public async Task Field_numbers_are_those_of_the_public_protocol()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.CreditCardModel);
        Dataset rows = InferMessages.Numbers(TestModels.CreditCardModel, 1);
        byte[] values = [.. rows.Features.SelectMany(column => BitConverter.GetBytes(((NumberColumn)column).Values[0]))];
        byte[] shape = [1, 30], name = Encoding.UTF8.GetBytes("inputs"), type = Encoding.UTF8.GetBytes("FP32");

        // model_name = 1, id = 3, inputs = 5 { name = 1, datatype = 2, shape = 3, contents = 5 { fp32_contents = 6 } }
        byte[] typed = [.. Field(1, Encoding.UTF8.GetBytes("fraud-model")), .. Field(3, Encoding.UTF8.GetBytes("17")),
            .. Field(5, [.. Field(1, name), .. Field(2, type), .. Field(3, shape), .. Field(5, Field(6, values))])];
        Dictionary<int, byte[]> answer = Fields(await server.CallAsync("ModelInfer", typed));
        Encoding.UTF8.GetString(answer[1]).ShouldBe("fraud-model");
        Encoding.UTF8.GetString(answer[3]).ShouldBe("17");
        Dictionary<int, byte[]> output = Fields(answer[5]);
        (Encoding.UTF8.GetString(output[1]), Encoding.UTF8.GetString(output[2]), output[3].Single())
            .ShouldBe(("fraud_probability", "FP64", (byte)1));
        BinaryPrimitives.ReadDoubleLittleEndian(Fields(output[5])[7]).ShouldBe(TestModels.CreditCardModel.Score(rows)[0]);

        // raw_input_contents = 7, raw_output_contents = 6
        byte[] raw = [.. Field(1, Encoding.UTF8.GetBytes("fraud-model")), .. Field(7, values),
            .. Field(5, [.. Field(1, name), .. Field(2, type), .. Field(3, shape)])];
        BinaryPrimitives.ReadDoubleLittleEndian(Fields(await server.CallAsync("ModelInfer", raw))[6])
            .ShouldBe(TestModels.CreditCardModel.Score(rows)[0]);
    }

    [Fact]
    public async Task A_damaged_message_is_answered_and_never_as_a_fault_of_the_server()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.MixedModel);
        Dataset rows = TestModels.Mixed(3, 9);
        byte[][] seeds = [InferMessages.Typed(rows).ToByteArray(), InferMessages.Raw(rows).ToByteArray()];
        string[] methods = ["ModelInfer", "ModelInfer", "ModelInfer", "ModelInfer", "ModelMetadata", "ModelReady", "ServerLive"];
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<StatusCode, int>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            var random = new Random(client);
            for (int call = 0; call < FuzzCount / 8; call++)
            {
                byte[] message = Damaged(random, seeds[random.Next(seeds.Length)]);
                try
                {
                    await server.CallAsync(methods[random.Next(methods.Length)], message, DateTime.UtcNow.AddSeconds(60));
                    statuses.AddOrUpdate(StatusCode.OK, 1, (_, count) => count + 1);
                }
                catch (RpcException refused)
                {
                    statuses.AddOrUpdate(refused.StatusCode, 1, (_, count) => count + 1);
                    refused.StatusCode.ShouldBeOneOf(StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.ResourceExhausted);
                    refused.Status.Detail.ShouldNotBeEmpty(Convert.ToBase64String(message));
                }
            }
        }));
        statuses.Keys.ShouldContain(StatusCode.OK);
        statuses.Keys.ShouldContain(StatusCode.InvalidArgument);
    }

    private static byte[] Damaged(Random random, byte[] seed)
    {
        List<byte> bytes = [.. seed];
        for (int change = random.Next(4); change >= 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, seed.Skip(random.Next(seed.Length)).Take(random.Next(20))); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag((uint)(number << 3 | 2));
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return bytes.ToArray();
    }

    private static Dictionary<int, byte[]> Fields(byte[] message)
    {
        var fields = new Dictionary<int, byte[]>();
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is > 0 and uint tag)
        {
            (tag & 7).ShouldBe(2u);
            fields.Add((int)(tag >> 3), input.ReadBytes().ToByteArray());
        }

        return fields;
    }
}
