using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Threading;

/// <summary>Registers sold devices with the Knox Deployment Program. .NET Framework 4.5 or later, nothing else.</summary>
public class KdpClient
{
    private static readonly string Url = Setting("KDP_URL", "https://eu-be-reseller.samsungknox.com");
    private static readonly string Key = Setting("KDP_KEY", null);
    private static readonly string Run = Setting("KDP_RUN", Seconds());

    private const string Reseller = "4680000925";
    private const string Vendor = "7850000063";
    private const string Customer = "1200000321";
    private const string OtherCustomer = "1200000322";

    private const int Success = 2000000;
    private const int Attempts = 5;
    private const int Polls = 150;

    public static void Main()
    {
        // An order of two devices. One with a repeated device and one that is no IMEI. One with another customer's device.
        Upload("v1", "PO-1", Customer, null, Devices("IMEI", "351800000000701", "351800000001188"), Key);
        PrintStatus("v1", "PO-1", null);
        Upload("v1", "PO-2", Customer, null, Devices("IMEI", "351800000001188", "351800000001261", "NOT-AN-IMEI"), Key);
        PrintStatus("v1", "PO-2", null);
        Upload("v1", "PO-3", OtherCustomer, null, Devices("IMEI", "351800000000701"), Key);
        PrintStatus("v1", "PO-3", null);

        // Two-tier: sold by a shop below the reseller.
        Upload("v2", "PO-4", Customer, Vendor, Devices("SN", "R58N30ABCDE", "R58N30ABCDF"), Key);
        PrintStatus("v2", "PO-4", Vendor);

        // Returned by the customer, with one that was never sold; and by a customer who never had it.
        Delete("v1", "RMA-1", Customer, null, Devices("IMEI", "351800000001261", "351800000001675"), null);
        PrintStatus("v1", "RMA-1", null);
        Delete("v1", "RMA-2", OtherCustomer, null, Devices("IMEI", "351800000000701"), null);
        PrintStatus("v1", "RMA-2", null);

        // Refused as a whole: an unknown customer, a transaction id used twice, a wrong key.
        DeviceList another = Devices("IMEI", "351800000001345");
        Upload("v1", "PO-5", "1999999999", null, another, Key);
        Upload("v1", "PO-1", Customer, null, another, Key);
        Upload("v1", "PO-6", Customer, null, another, "not-the-key");

        PrintDevices();
        PrintAccounts("customers");
        PrintAccounts("resellers");

        // Two orders are cancelled: all that they registered is deleted.
        Delete("v1", "RMA-3", Customer, null, null, "PO-1");
        PrintStatus("v1", "RMA-3", null);
        Delete("v2", "RMA-4", Customer, Vendor, null, "PO-4");
        PrintStatus("v2", "RMA-4", Vendor);
        PrintDevices();
    }

    private static void Upload(
        string version, string name, string customer, string vendor, DeviceList devices, string key)
    {
        Order order = NewOrder(name, customer, vendor, "New");
        order.devices = devices;
        Report("upload " + name, Call("PUT", "/bulkenroll/" + version + "/reseller/devices", order, key));
    }

    private static void Delete(
        string version, string name, string customer, string vendor, DeviceList devices, string cancelled)
    {
        Order order = NewOrder(name, customer, vendor, "Delete");
        order.devices = devices;
        order.removeTransactionId = cancelled == null ? null : Run + "-" + cancelled;
        Report("delete " + name, Call("PUT", "/bulkenroll/" + version + "/reseller/devices/delete", order, Key));
    }

    private static void PrintStatus(string version, string name, string vendor)
    {
        string path = "/bulkenroll/" + version + "/reseller/devices/status?resellerId=" + Reseller
            + "&transactionId=" + Uri.EscapeDataString(Run + "-" + name)
            + (vendor == null ? "" : "&vendorId=" + vendor);
        for (int poll = 0; poll < Polls; poll++)
        {
            Answer answer = Call("GET", path, null, Key);
            if (answer.Status != 200)
            {
                Report("status " + name, answer);
                return;
            }
            Transaction transaction = answer.transactions[0];
            if (transaction.state == "Complete")
            {
                Print("status " + name + ": " + transaction.type + " " + transaction.state);
                foreach (Device device in transaction.devices)
                {
                    bool good = device.code == null || device.code == Success;
                    Print("  " + device.Id
                        + (good ? " OK" : " FAILED " + Failure(device.code, device.message, device.data)));
                }
                return;
            }
            Thread.Sleep(200);
        }
        throw new Exception(name + " does not complete, giving up");
    }

    private static void PrintDevices()
    {
        string query = "?resellerId=" + Reseller + "&customerId=" + Customer;
        Answer answer = Call("GET", "/bulkenroll/v1/reseller/devices" + query, null, Key);
        if (answer.Status != 200)
        {
            Report("devices", answer);
            return;
        }
        Print("devices of " + Customer + ": " + answer.totalCount);
        foreach (Device device in answer.devices)
        {
            Print("  " + device.Id);
        }
    }

    private static void PrintAccounts(string what)
    {
        Order question = new Order();
        question.resellerId = Reseller;
        Answer answer = Call("POST", "/bulkenroll/v1/reseller/" + what, question, Key);
        if (answer.Status != 200)
        {
            Report(what, answer);
            return;
        }
        Print(what + ": " + answer.totalCount);
        foreach (Account account in answer.customers ?? answer.resellers)
        {
            Print("  " + (account.customerId ?? account.resellerId) + " " + account.name);
        }
    }

    /// <summary>Server trouble is tried again.</summary>
    private static Answer Call(string method, string path, Order body, string key)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(Url + path);
            request.Method = method;
            request.Timeout = 120000;
            request.Headers["X-WSM-API-TOKEN"] = key;
            if (body != null)
            {
                request.ContentType = "application/json";
                using (Stream stream = request.GetRequestStream())
                {
                    new DataContractJsonSerializer(typeof(Order)).WriteObject(stream, body);
                }
            }
            using (HttpWebResponse response = Response(request))
            {
                int status = (int)response.StatusCode;
                if (status < 500)
                {
                    using (Stream stream = response.GetResponseStream())
                    {
                        Answer answer = (Answer)new DataContractJsonSerializer(typeof(Answer)).ReadObject(stream);
                        answer.Status = status;
                        return answer;
                    }
                }
            }
            Thread.Sleep(1000);
        }
        throw new Exception(method + " " + path + ": the server is in trouble, giving up");
    }

    private static HttpWebResponse Response(HttpWebRequest request)
    {
        try
        {
            return (HttpWebResponse)request.GetResponse();
        }
        catch (WebException e)
        {
            if (e.Response == null)
            {
                throw;
            }
            return (HttpWebResponse)e.Response;
        }
    }

    private static void Report(string what, Answer answer)
    {
        bool accepted = answer.Status == 200 && answer.code == Success;
        Print(what + (accepted
            ? ": accepted"
            : ": REFUSED " + answer.Status + " " + Failure(answer.code, answer.message, answer.data)));
    }

    private static string Failure(int? code, string message, string data)
    {
        return code + " " + message + ": " + data.Replace(Run + "-", "");
    }

    private static Order NewOrder(string name, string customer, string vendor, string transactionType)
    {
        Order order = new Order();
        order.transactionId = Run + "-" + name;
        order.resellerId = Reseller;
        order.customerId = customer;
        order.vendorId = vendor;
        order.transactionType = transactionType;
        return order;
    }

    private static DeviceList Devices(string type, params string[] ids)
    {
        DeviceList devices = new DeviceList();
        devices.type = type;
        devices.list = ids;
        return devices;
    }

    private static void Print(string line)
    {
        Console.Out.Write(line + "\n");
    }

    private static string Seconds()
    {
        return ((long)(DateTime.UtcNow - new DateTime(1970, 1, 1)).TotalSeconds).ToString();
    }

    private static string Setting(string name, string otherwise)
    {
        string value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value) && otherwise == null)
        {
            throw new Exception(name + " is not set");
        }
        return string.IsNullOrEmpty(value) ? otherwise : value;
    }
}

[DataContract]
public class Order
{
    [DataMember(EmitDefaultValue = false)] public string transactionId;
    [DataMember(EmitDefaultValue = false)] public string resellerId;
    [DataMember(EmitDefaultValue = false)] public string customerId;
    [DataMember(EmitDefaultValue = false)] public string vendorId;
    [DataMember(EmitDefaultValue = false)] public string transactionType;
    [DataMember(EmitDefaultValue = false)] public DeviceList devices;
    [DataMember(EmitDefaultValue = false)] public string removeTransactionId;
}

[DataContract]
public class DeviceList
{
    [DataMember] public string type;
    [DataMember] public string[] list;
}

[DataContract]
public class Answer
{
    public int Status;
    [DataMember] public int? code;
    [DataMember] public string message;
    [DataMember] public string data;
    [DataMember] public int totalCount;
    [DataMember] public List<Transaction> transactions;
    [DataMember] public List<Device> devices;
    [DataMember] public List<Account> customers;
    [DataMember] public List<Account> resellers;
}

[DataContract]
public class Transaction
{
    [DataMember] public string state;
    [DataMember] public string type;
    [DataMember] public List<Device> devices;
}

[DataContract]
public class Device
{
    [DataMember] public string imei;
    [DataMember] public string serialNumber;
    [DataMember] public int? code;
    [DataMember] public string message;
    [DataMember] public string data;

    public string Id
    {
        get { return imei ?? serialNumber; }
    }
}

[DataContract]
public class Account
{
    [DataMember] public string customerId;
    [DataMember] public string resellerId;
    [DataMember] public string name;
}
