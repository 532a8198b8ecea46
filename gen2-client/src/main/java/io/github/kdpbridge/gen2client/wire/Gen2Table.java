package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.core.wire.WireRow;
import java.util.List;

/**
 * The facts about the wire of generation 2 that are settings: paths (contract, sections 1 and 2), requests (section 3),
 * statuses (section 5), lists (section 6).
 */
final class Gen2Table {
    static final List<WireRow> ROWS = WireRow.table("""
            uploadPath                    | PATH         | devices/upload             | documented | path of an upload
            deletePath                    | PATH         | devices/delete             | documented | path of a deletion
            statusPath                    | PATH         | devices/status             | documented | path of a transaction's status
            tokenPath                     | TOKEN_PATH   | /ams/v1/users/accesstoken  | documented on the regional hosts, **assumed** on the global one | path of the signed-token service, on the host of the base URL
            oauthPath                     | TOKEN_PATH   | /ams/v1/oauth2/token       | documented on the global host, **assumed** on the regional ones | path of the OAuth 2.0 token service, on the host of the base URL
            statusLag                     | LAG          | PT1M                       | **assumed** | how long the status of a transaction may lag behind its receipt
            deviceLimit                   | DEVICE_LIMIT |                            | a limit is documented, its number is not | most devices of a request; if it is set, a larger one is cut into several
            typeNames.imei                | OWN_NAME     | IMEI                       | documented | name of IMEIs in a request
            typeNames.serialNumber        | OWN_NAME     | SN                         | documented | name of serial numbers in a request
            typeNames.meid                | OWN_NAME     | MEID                       | documented | name of MEIDs in a request
            deviceFields.imei             | OWN_NAMES    | imei, mei                  | `imei` documented, `mei` **assumed** | fields of an IMEI in a status
            deviceFields.serialNumber     | OWN_NAMES    | serialNumber               | **assumed** | fields of a serial number in a status
            deviceFields.meid             | OWN_NAMES    | meid                       | **assumed** | fields of a MEID in a status
            deviceFields.byForm           | OWN_NAMES    | deviceId                   | **assumed** | fields in a status whose identifier may be of any kind: its form tells
            aliasServiceField             | NAME         | serviceId                  | documented | field of a profile alias that names the Knox service
            aliasNameField                | NAME         | profileAlias               | documented | field of a profile alias that holds the alias
            lists.devicesPath             | PATH         | devices                    | documented | path of the devices
            lists.customersPath           | PATH         | customers/list             | documented | path of the customers
            lists.kmeProfilesPath         | PATH         | profilealias/kme           | documented | path of the profiles; Java client only
            lists.firstPage               | PAGE_NUMBER  | 0                          | documented | number of the first page
            lists.pageSize                | PAGE_SIZE    | 1000                       | **assumed** | items of a page by default; Java client only
            lists.names.resellerParameter | NAME         | resellerId                 | documented | parameter: the account that asks
            lists.names.customerParameter | NAME         | customerId                 | **assumed** | parameter: the customer asked for
            lists.names.vendorParameter   | NAME         | vendorId                   | **assumed** | parameter: the downstream reseller asked for
            lists.names.pageParameter     | NAME         | pageNum                    | documented | parameter: the number of the page
            lists.names.pageSizeParameter | NAME         | pageSize                   | documented | parameter: the most items of the page
            lists.names.totalCount        | NAME         | totalCount                 | documented | a page: how many items in all
            lists.names.totalPages        | NAME         | totalPages                 | documented for devices, **assumed** for the others | a page: how many pages in all
            lists.names.devices           | NAME         | devices                    | documented | a page of devices: the items
            lists.names.customers         | NAME         | customers                  | documented | a page of customers: the items
            lists.names.profiles          | NAME         | profileAliases             | **assumed** | the profiles: the items; Java client only
            lists.names.deviceRecordId    | NAME         | id                         | documented | a device: the service's own name of the entry
            lists.names.deviceCreateTime  | NAME         | createTime                 | documented | a device: when it was registered, in epoch milliseconds
            lists.names.deviceCustomer    | NAME         | customerId                 | documented | a device: the customer
            lists.names.deviceState       | NAME         | state                      | documented | a device: the state of its entry
            lists.names.customerId        | NAME         | customerId                 | documented | a customer: the account
            lists.names.customerName      | NAME         | name                       | documented | a customer: the name
            lists.names.profileAlias      | NAME         | profileAlias               | **assumed** | a profile: the alias; Java client only
            lists.names.profileId         | NAME         | profileId                  | **assumed** | a profile: its id; Java client only
            """);

    private Gen2Table() {}
}
